-- It says who lets them go now.
drop function if exists gracy.end_access(bigint, bigint[]);

-- Roles end with the employment from now on; of those who have left already, here.
with taken as (
    delete from gracy.role_grant held
    using gracy.member
    where member.team_space_id = held.team_space_id and member.id = held.member_id and member.status = 'left'
    returning held.team_space_id, held.member_id, held.role
)
insert into gracy.audit_log (team_space_id, action, target_kind, target_id, diff)
select taken.team_space_id, 'role.revoke', 'member', taken.member_id::text,
       jsonb_build_object('role', jsonb_build_array(taken.role, null))
from taken;
update gracy.wave_invite invite
set token_hash = null
from gracy.member
where invite.token_hash is not null and member.team_space_id = invite.team_space_id and member.id = invite.member_id
      and member.status = 'left';
