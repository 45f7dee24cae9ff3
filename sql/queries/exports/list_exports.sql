-- A page of a member's own exports, newest first. The first page begins before 9223372036854775807.
--
-- kind: read
-- process: nginx
-- plan: export_job_by_requester
-- param: team_space_id bigint
-- param: requester_id bigint
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: subject_id bigint?
-- column: dataset text
-- column: format text
-- column: state text
-- column: rows_done bigint
-- column: rows_total bigint?
-- column: bytes bigint
-- column: created_at timestamptz
-- column: finished_at timestamptz?
-- column: expires_at timestamptz
select export.id, export.subject_id, export.dataset, export.format, export.state, export.rows_done, export.rows_total,
       export.bytes, export.created_at, export.finished_at, export.expires_at
from export_job export
where export.team_space_id = $1 and export.requester_id = $2 and export.id < $3 and export.expires_at > now()
order by export.id desc
limit $4::int offset $5::int
