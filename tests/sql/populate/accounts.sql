-- The audit log's chain.
select gracy.link_audit_lines((select count(*)::int * 2 / 3 from gracy.audit_log));
-- A second owner, so that one of them can go.
insert into role_grant (team_space_id, member_id, role)
select team_space_id, max(id), 'owner' from member where status = 'active' group by team_space_id;
