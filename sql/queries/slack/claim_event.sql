-- Makes an event's effect this transaction's; false when it was had before.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: event_id text
-- column: claimed bool
select claim_event($1)
