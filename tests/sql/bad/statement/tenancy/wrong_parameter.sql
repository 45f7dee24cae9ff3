-- Bad on purpose: the team space is compared with the member's id.
--
-- kind: read
-- process: nginx
-- plan: member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- column: name text
select member.name from member where member.team_space_id = $2 and member.id = $1
