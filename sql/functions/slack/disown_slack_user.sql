-- A member says that somebody in Slack is not they: the link ends, or what others had said of it; if an address had led there, it
-- leads to the member no more, whoever comes with it next. Outcomes: ok, unknown_user (nobody has said so).
create or replace function gracy.disown_slack_user(
    p_team_space_id bigint,
    p_member_id bigint,
    p_team_id text,
    p_user_id text,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_by_address bool;
begin
    select person.by_address into v_by_address
    from gracy.slack_user person
    where person.team_space_id = p_team_space_id and person.team_id = p_team_id and person.user_id = p_user_id
          and p_member_id in (person.member_id, person.proposed_member_id)
    for update;
    if not found then
        return 'unknown_user';
    end if;
    if v_by_address then
        perform gracy.doubt_slack_address(p_team_space_id, p_member_id);
    end if;
    return gracy.unlink_slack_user(p_team_space_id, p_member_id, p_team_id, p_user_id, p_request_id);
end
$$;
