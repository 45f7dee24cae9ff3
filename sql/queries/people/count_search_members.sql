-- How many members a search finds.
--
-- kind: read
-- process: nginx
-- plan: member_search member_by_department|member_by_department_status
-- param: team_space_id bigint
-- param: q text
-- param: department_id bigint?
-- param: status text?
-- column: total bigint
select count(*)
from member
where member.team_space_id = $1
      and ((member.search_grams @> (select member_query_grams($2))
            and member.search_text ~ all ((select member_query_patterns($2))::text[])
            and member.email_key ^@ all ((select member_query_addresses($2))::text[]))
           or member.department_id = any ((select found_departments($1, $2, false))::bigint[]))
      and ($3::bigint is null or member.department_id = $3)
      and ($4::text is null or member.status = $4)
