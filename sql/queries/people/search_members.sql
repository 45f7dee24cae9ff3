-- A page of the members that a search finds, by name: every word of q is part of the name, of the English name or of
-- the e-mail address before the @, matches the name's Hangul initials, or is what the address begins with, or
-- the department is one whose name has them all. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: member_search member_by_department|member_by_department_status
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
select member.id, member.name, member.name_en, member.email, member.title, member.department_id, member.department_name,
       member.manager_id, member.status, member.hired_on
from member
where member.team_space_id = $1
      and ((member.search_grams @> (select member_query_grams($2))
            and member.search_text ~ all ((select member_query_patterns($2))::text[])
            and member.email_key ^@ all ((select member_query_addresses($2))::text[]))
           or member.department_id = any ((select found_departments($1, $2, false))::bigint[]))
      and ($3::bigint is null or member.department_id = $3)
      and ($4::text is null or member.status = $4)
      and (member.name, member.id) > ($5, $6)
-- An order that no index has: the few who are found are sorted, instead of walking through all names in order.
order by member.name || '', member.id
limit $7::int offset $8::int
