-- Whether somebody else in a workspace, or in its organization, is the member already.
create or replace function gracy.is_in_slack(
    p_team_space_id bigint,
    p_member_id bigint,
    p_team_id text,
    p_enterprise_id text,
    p_except_user_id text) returns bool
    language plpgsql stable as $$
begin
    return exists (select from gracy.slack_user other
                   where other.team_space_id = p_team_space_id and other.member_id = p_member_id
                         and (other.team_id = p_team_id or other.enterprise_id = p_enterprise_id)
                         and other.user_id <> p_except_user_id and not other.deleted);
end
$$;
