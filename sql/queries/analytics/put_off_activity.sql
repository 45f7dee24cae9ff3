-- Puts the period whose roll-up has failed behind the others; whether there was one.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- column: put_off bool
select put_off_activity()
