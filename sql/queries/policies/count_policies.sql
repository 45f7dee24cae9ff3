-- How many documents list_policies has.
--
-- kind: read
-- process: nginx
-- plan: policy_document_by_title|policy_document_pkey
-- param: team_space_id bigint
-- param: drafts bool
-- param: status text?
-- param: on date?
-- column: total bigint
select count(*)
from policy_document document
where document.team_space_id = $1
      and ($2 or document.status = 'published'
                 and exists (select from policy_version version
                             where version.team_space_id = $1 and version.document_id = document.id
                                   and version.in_force @> coalesce($4, (select (now() at time zone team_space.tz)::date
                                                                         from team_space where team_space.id = $1))))
      and ($3::text is null or document.status = $3)
