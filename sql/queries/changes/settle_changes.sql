-- The copy has these: takes them out of the outbox.
--
-- kind: write
-- process: worker
-- plan: change_outbox_waiting
-- param: ids bigint[]
delete from change_outbox change
where change.id = any ($1) and change.refused is null
