-- What a new password ends: the member's sessions but p_kept, sign-ins that are under way, links to set a password, and the
-- locks of failed logins. Returns how many sessions it was.
create or replace function gracy.end_sign_ins(p_team_space_id bigint, p_member_id bigint, p_kept bytea) returns int
    language plpgsql as $$
declare
    v_sessions int;
begin
    delete from gracy.slack_sign_in sign_in
    where sign_in.team_space_id = p_team_space_id and sign_in.member_id = p_member_id;
    delete from gracy.session
    where session.team_space_id = p_team_space_id and session.member_id = p_member_id
          and session.id_hash is distinct from p_kept;
    get diagnostics v_sessions = row_count;
    delete from gracy.password_link link
    where link.team_space_id = p_team_space_id and link.member_id = p_member_id;
    delete from gracy.login_failure failure
    using gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
          and failure.team_space_id = p_team_space_id and split_part(failure.email_key, E'\n', 1) = member.email_key;
    return v_sessions;
end
$$;
