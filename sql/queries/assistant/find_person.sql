-- Active members whom a search finds by name, as GET /api/v1/members does.
--
-- kind: read
-- process: worker
-- plan: member_search
-- param: team_space_id bigint
-- param: q text
-- param: limit int
-- column: name text
-- column: title text?
-- column: department_name text?
select member.name, member.title, member.department_name
from member
where member.team_space_id = $1
      and member.search_grams @> (select member_query_grams($2))
      and member.search_text ~ all ((select member_query_patterns($2))::text[])
      and member.email_key ^@ all ((select member_query_addresses($2))::text[])
      and member.status = 'active'
order by member.name || '', member.id
limit $3::int
