-- The audit log's chain.
select gracy.link_audit_lines((select count(*)::int * 2 / 3 from gracy.audit_log));
-- A second owner, so that one of them can go.
insert into role_grant (team_space_id, member_id, role)
select team_space_id, max(id), 'owner' from member where status = 'active' group by team_space_id;
-- Links to set a password, some of them mailed already.
insert into password_link (team_space_id, member_id, email_key, asked_by, asked_at, token_hash, expires_at)
select member.team_space_id, member.id, member.email_key, member.id, now() - interval '1 hour' * (1 + member.id % 24),
       case when member.id % 2 = 0 then sha256(member.id::text::bytea) end, case when member.id % 2 = 0 then now() + interval '1 day' end
from member
where member.status = 'active';
insert into delivery_lane (channel, transport, per_minute) values ('password_link', 'smtp', 300);
