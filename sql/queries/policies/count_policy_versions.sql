-- How many versions list_policy_versions has, and whether the document is there for the caller at all.
--
-- kind: read
-- process: nginx
-- plan: policy_document_pkey policy_version_pkey
-- param: team_space_id bigint
-- param: document_id bigint
-- param: drafts bool
-- column: total bigint
select (select count(*) from policy_version version
        where version.team_space_id = $1 and version.document_id = document.id
              and ($3 or version.status = 'published'))
from policy_document document
where document.team_space_id = $1 and document.id = $2 and ($3 or document.status = 'published')
