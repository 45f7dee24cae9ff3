-- Bad on purpose: names an index that cannot serve it.
--
-- kind: read
-- process: nginx
-- plan: member_by_email
-- param: team_space_id bigint
-- param: id bigint
-- column: name text
select member.name from member where member.team_space_id = $1 and member.id = $2
