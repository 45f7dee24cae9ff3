-- put_slack_user, with what somebody is called there; the address is kept only as long as they are nobody's member.
create or replace function gracy.put_slack_person(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_is_bot bool,
    p_is_guest bool,
    p_deleted bool,
    p_tz text,
    p_email text,
    p_email_is_confirmed bool,
    p_changed_at timestamptz,
    p_name text) returns text
    language plpgsql as $$
declare
    v_outcome text;
    v_team_space_id bigint;
begin
    v_outcome := gracy.put_slack_user(p_team_id, p_enterprise_id, p_user_id, p_is_bot, p_is_guest, p_deleted, p_tz,
                                      case when p_email_is_confirmed then p_email end, p_changed_at);
    if v_outcome = 'ok' then
        select caller.team_space_id into v_team_space_id
        from gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id) as caller;
        update gracy.slack_user person
        set name = p_name, email = case when person.member_id is null and not p_deleted then p_email end,
            email_is_confirmed = p_email_is_confirmed
        where person.team_id = p_team_id and person.user_id = p_user_id and person.team_space_id = v_team_space_id;
    end if;
    return v_outcome;
end
$$;
