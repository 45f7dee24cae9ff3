-- Takes an attempt to log in, whether or not a member has the address, nor a team space the name (team space 0: the address has
-- the name in front of it); open_session gives it back. Ten in a quarter of an hour are
-- what one network has, so that nobody elsewhere keeps a member out; fifty are what all have together, but those from which the
-- member is signed in. Null: go on, or else until when the address is locked.
create or replace function gracy.take_login_attempt(
    p_team_space_id bigint,
    -- 0: nobody.
    p_member_id bigint,
    p_email text,
    p_ip text,
    out locked_until timestamptz)
language plpgsql as $$
declare
    v_key text := gracy.fold_text(p_email);
    v_network text := coalesce(gracy.login_network(p_ip), '');
    v_locked_until timestamptz;
begin
    locked_until := gracy.count_attempt(p_team_space_id, v_key || E'\n' || v_network, 10);
    if locked_until is not null then
        return;
    end if;
    v_locked_until := gracy.count_attempt(p_team_space_id, v_key, 50);
    if v_locked_until is not null
       and not exists (select from gracy.session
                       where session.team_space_id = p_team_space_id and session.member_id = p_member_id
                             and gracy.login_network(session.ip) = v_network) then
        locked_until := v_locked_until;
    end if;
end
$$;
