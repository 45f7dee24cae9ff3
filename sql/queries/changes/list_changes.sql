-- Changes that the copy has not been told, in the order in which they were made.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: change_outbox_waiting
-- param: limit int
-- column: id bigint
-- column: team_space_id bigint
-- column: entity text
-- column: entity_id bigint
-- column: document text?
-- column: changed_at timestamptz
select change.id, change.team_space_id, change.entity, change.entity_id, change.document::text, change.changed_at
from change_outbox change
where change.refused is null
order by change.id
limit $1::int
