-- A page of documents by title, each with the version in force on a day (null: today, where the team space is).
-- Readers see what is published, and of it nothing that has no version in force. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: policy_document_by_title policy_version_pkey
-- param: team_space_id bigint
-- param: drafts bool
-- param: status text?
-- param: on date?
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
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
select document.id, document.title, document.title_en, document.language, document.status, document.updated_at,
       document.version, in_force.number, in_force.effective_from, in_force.effective_until
from policy_document document
left join lateral (
    select version.number, version.effective_from, version.effective_until
    from policy_version version
    where version.team_space_id = $1 and version.document_id = document.id
          and version.in_force @> coalesce($4, (select (now() at time zone team_space.tz)::date
                                                from team_space where team_space.id = $1))
    limit 1
) as in_force on true
where document.team_space_id = $1
      and ($2 or document.status = 'published' and in_force.number is not null)
      and ($3::text is null or document.status = $3)
      and (document.title, document.id) > ($5, $6)
order by document.title, document.id
limit $7::int offset $8::int
