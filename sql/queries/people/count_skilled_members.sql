-- How many members list_skilled_members has.
--
-- kind: read
-- process: nginx
-- plan: member_by_skill
-- param: team_space_id bigint
-- param: sought text[]
-- param: department_id bigint?
-- param: department_tree bool
-- param: status text?
-- param: in_team_id bigint?
-- param: location_id bigint?
-- param: manager_id bigint?
-- param: subtree_of bigint?
-- param: hired_after date?
-- param: hired_before date?
-- param: only_role text?
-- param: left_after date?
-- param: left_before date?
-- param: sees_all bool
-- column: total bigint
select count(*)
from matching_members($1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) as m
where m.skills <> '{}' and skill_keys(m.skills) @> array[fold_text($2[1])]
      and ($2[2] is null
           or (m.search_grams @> (select member_query_grams($2[2]))
               and m.search_text ~ all ((select member_query_patterns($2[2]))::text[])
               and m.email_key ^@ all ((select member_query_addresses($2[2]))::text[]))
           or m.department_id = any ((select found_departments($1, $2[2], $4))::bigint[]))
