-- A page of a document's versions, newest first, without their texts. Readers see those that are published, of a
-- published document. The first page begins before 2147483647.
--
-- kind: read
-- process: nginx
-- plan: policy_version_pkey policy_document_pkey
-- param: team_space_id bigint
-- param: document_id bigint
-- param: drafts bool
-- param: before_number int
-- param: limit int
-- param: offset int
-- column: number int
-- column: status text
-- column: effective_from date
-- column: effective_until date?
-- column: source_sha256 bytea
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
select version.number, version.status, version.effective_from, version.effective_until, version.source_sha256,
       version.created_at, version.updated_at, version.version
from policy_version version
where version.team_space_id = $1 and version.document_id = $2 and version.number < $4
      and ($3 or version.status = 'published'
                 and exists (select from policy_document document
                             where document.team_space_id = $1 and document.id = $2 and document.status = 'published'))
order by version.number desc
limit $5::int offset $6::int
