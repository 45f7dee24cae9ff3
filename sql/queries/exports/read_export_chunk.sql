-- A piece of a finished file, for its requester.
--
-- kind: bulk
-- process: nginx
-- plan: export_job_pkey|export_job_by_requester export_chunk_pkey
-- param: team_space_id bigint
-- param: requester_id bigint
-- param: id bigint
-- param: number int
-- column: content bytea
-- column: chunks int
select chunk.content, export.chunks
from export_job export
join export_chunk chunk on chunk.team_space_id = $1 and chunk.export_id = export.id and chunk.number = $4
where export.team_space_id = $1 and export.id = $3 and export.requester_id = $2 and export.state = 'done'
      and export.expires_at > now()
