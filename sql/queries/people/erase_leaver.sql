-- Erases a leaver's personal data when their time has come. Outcomes: those of erase_member, and not_due (changed since they were
-- looked up).
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- column: outcome text
select erase_leaver($1, $2)
