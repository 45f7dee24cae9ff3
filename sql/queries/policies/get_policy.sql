-- A document with the version in force on a day (null: today, where the team space is), and its text. Readers see what
-- is published.
--
-- kind: read
-- process: nginx
-- plan: policy_document_pkey policy_version_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: drafts bool
-- param: on date?
-- column: id bigint
-- column: title text
-- column: title_en text?
-- column: language text
-- column: status text
-- column: updated_at timestamptz
-- column: version int
-- column: number int?
-- column: effective_from date?
-- column: effective_until date?
-- column: source_sha256 bytea?
-- column: body text?
select document.id, document.title, document.title_en, document.language, document.status, document.updated_at,
       document.version, in_force.number, in_force.effective_from, in_force.effective_until, in_force.source_sha256,
       in_force.body
from policy_document document
left join lateral (
    select version.number, version.effective_from, version.effective_until, version.source_sha256, version.body
    from policy_version version
    where version.team_space_id = $1 and version.document_id = document.id
          and version.in_force @> coalesce($4, (select (now() at time zone team_space.tz)::date
                                                from team_space where team_space.id = $1))
    limit 1
) as in_force on true
where document.team_space_id = $1 and document.id = $2
      and ($3 or document.status = 'published' and in_force.number is not null)
