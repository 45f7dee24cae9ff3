-- How many report to a member, and whether there is such a member.
--
-- kind: read
-- process: nginx
-- plan: member_pkey member_by_manager
-- param: team_space_id bigint
-- param: manager_id bigint
-- column: found bool
-- column: total bigint
select exists (select from member where member.team_space_id = $1 and member.id = $2),
       (select count(*) from member
        where member.team_space_id = $1 and member.manager_id = $2 and member.status <> 'left')
