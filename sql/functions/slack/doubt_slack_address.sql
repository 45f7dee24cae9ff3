-- From now on an address in Slack alone leads to this member no more: the member confirms it (put_slack_user).
create or replace function gracy.doubt_slack_address(p_team_space_id bigint, p_member_id bigint) returns void
    language sql as $$
    insert into gracy.slack_doubt (team_space_id, member_id)
    values (p_team_space_id, p_member_id)
    on conflict do nothing;
$$;
