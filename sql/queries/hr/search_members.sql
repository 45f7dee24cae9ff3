-- A page of the members that a search finds, by name: every word of q is part of the name, of the English name or of
-- the e-mail address before the @, or matches the name's Hangul initials. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: member_search department_pkey|department_by_parent
-- param: team_space_id bigint
-- param: q text
-- param: department_id bigint?
-- param: status text?
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: email text
-- column: title text?
-- column: department_id bigint?
-- column: department_name text?
-- column: manager_id bigint?
-- column: status text
-- column: hired_on date?
with hit as materialized (
    select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.manager_id,
           member.status, member.hired_on
    from member
    where member.team_space_id = $1
          and member.search_grams @> (select member_query_grams($2))
          and member.search_text ~ all ((select member_query_patterns($2))::text[])
          and ($3::bigint is null or member.department_id = $3)
          and ($4::text is null or member.status = $4)
          and (member.name, member.id) > ($5, $6)
), page as materialized (
    select * from hit order by hit.name, hit.id limit $7::int offset $8::int
)
select page.id, page.name, page.name_en, page.email, page.title, page.department_id, department.name,
       page.manager_id, page.status, page.hired_on
from page
left join department on department.team_space_id = $1 and department.id = page.department_id
order by page.name, page.id
