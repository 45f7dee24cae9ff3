-- Bad on purpose: the equality is only one side of an OR.
--
-- kind: read
-- process: nginx
-- plan: member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: name text
select member.name from member where (member.team_space_id = $1 or member.status = 'active') and member.id = $2
