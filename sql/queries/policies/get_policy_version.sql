-- One version with its text. Readers see it when it is published, of a published document.
--
-- kind: read
-- process: nginx
-- plan: policy_version_pkey policy_document_pkey
-- param: team_space_id bigint
-- param: document_id bigint
-- param: number int
-- param: drafts bool
-- column: number int
-- column: status text
-- column: effective_from date
-- column: effective_until date?
-- column: source_sha256 bytea
-- column: body text
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
select version.number, version.status, version.effective_from, version.effective_until, version.source_sha256,
       version.body, version.created_at, version.updated_at, version.version
from policy_version version
join policy_document document on document.team_space_id = $1 and document.id = version.document_id
where version.team_space_id = $1 and version.document_id = $2 and version.number = $3
      and ($4 or version.status = 'published' and document.status = 'published')
