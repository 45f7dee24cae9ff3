-- What a login is checked against: one row for every team space that exists, also for an e-mail address that nobody
-- has (member_id 0, status unknown), so that both cases cost the same and lock the same. locked_until is of all networks
-- together (take_login_attempt).
-- status is `active` for who may log in (on leave too), else why not: unknown, invited, left, suspended (the team space).
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: team_space_slug_key member_by_email member_password_pkey login_failure_pkey
-- param: slug text
-- param: email text
-- column: team_space_id bigint
-- column: member_id bigint
-- column: password_hash text?
-- column: status text
-- column: locked_until timestamptz?
select team_space.id,
       coalesce(member.id, 0),
       password.password_hash,
       case when team_space.status <> 'active' then team_space.status
            when member.id is null then 'unknown'
            when member.status = 'on_leave' then 'active'
            else member.status end,
       case when failure.locked_until > now() then failure.locked_until end
from team_space
left join member on member.team_space_id = team_space.id and member.email_key = fold_text($2)
left join member_password password on password.team_space_id = team_space.id and password.member_id = member.id
left join login_failure failure on failure.team_space_id = team_space.id and failure.email_key = fold_text($2)
where team_space.slug = $1
