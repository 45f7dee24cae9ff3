-- Somebody in Slack is not this member any more: the sessions of the member end, which they may have opened, and so do the
-- sign-ins that were about to open one. Nothing of a password or a token is touched.
create or replace function gracy.end_slack_sessions(p_team_space_id bigint, p_member_id bigint) returns void
    language sql as $$
    delete from gracy.slack_sign_in
    where slack_sign_in.team_space_id = p_team_space_id and slack_sign_in.member_id = p_member_id;
    delete from gracy.session
    where session.team_space_id = p_team_space_id and session.member_id = p_member_id;
$$;
