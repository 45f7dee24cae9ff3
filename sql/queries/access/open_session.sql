-- Opens a session and forgets the attempts of its network and of the address (take_login_attempt); outcome `inactive_member` when
-- the member may not log in, or has another password by now than the one that was compared: that takes a while, and whoever sets
-- another one ends the sessions that there are.
--
-- kind: write
-- process: nginx
-- plan: member_password_pkey member_pkey team_space_pkey login_failure_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id_hash bytea
-- param: idle_seconds int
-- param: absolute_seconds int
-- param: ip text?
-- param: user_agent text?
-- param: request_id text?
-- param: password_hash text
-- column: outcome text
-- column: expires_at timestamptz?
with proven as (
    -- Whoever changes it waits, and sees the session.
    select password.member_id
    from member_password password
    where password.team_space_id = $1 and password.member_id = $2 and password.password_hash = $9
    for share
), who as (
    select member.id, member.email_key
    from proven
    join member on member.team_space_id = $1 and member.id = proven.member_id and member.status in ('active', 'on_leave')
    join team_space on team_space.id = $1 and team_space.status = 'active'
), opened as (
    insert into session (id_hash, team_space_id, member_id, idle_expires_at, expires_at, ip, user_agent)
    select $3, $1, who.id,
           now() + least($4::int, $5::int) * interval '1 second', now() + $5::int * interval '1 second', $6, $7
    from who
    returning expires_at
), forgotten as (
    delete from login_failure
    where login_failure.team_space_id = $1
          and login_failure.email_key = any (array(select unnest(array[email_key, email_key || E'\n' || coalesce(login_network($6), '')]) from who))
), noted as (
    insert into audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
    select $1, who.id, 'session.open', 'member', who.id::text, $8, '{"by": "password"}'
    from who
)
select case when exists (select from opened) then 'ok' else 'inactive_member' end, (select expires_at from opened)
