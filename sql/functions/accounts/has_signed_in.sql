-- Whether somebody has, or had, a way to sign in: a password, or a person in Slack who speaks for them.
create or replace function gracy.has_signed_in(p_team_space_id bigint, p_member_id bigint) returns bool
    language plpgsql stable as $$
begin
    return exists (select from gracy.member_password password
                   where password.team_space_id = p_team_space_id and password.member_id = p_member_id)
           or exists (select from gracy.slack_user person
                      where person.team_space_id = p_team_space_id and person.member_id = p_member_id)
           or exists (select from gracy.audit_log line
                      where line.team_space_id = p_team_space_id and line.target_kind = 'member'
                            and line.target_id = p_member_id::text and line.action in ('session.open', 'slack.link', 'slack.unlink'));
end
$$;
