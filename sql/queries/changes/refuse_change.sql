-- The copy will never take this one, so that it must not hold up those behind it.
--
-- kind: write
-- process: worker
-- plan: change_outbox_waiting
-- param: id bigint
-- param: error text
update change_outbox change
set refused = left($2, 500)
where change.id = $1 and change.refused is null
