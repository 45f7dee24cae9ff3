-- Whether a member is told in Slack what concerns them (tell_members): somebody in a connected workspace is they.
create or replace function gracy.is_told_in_slack(p_team_space_id bigint, p_member_id bigint) returns bool
    language plpgsql stable as $$
begin
    return exists (select from gracy.slack_user person
                   join gracy.slack_installation installation
                        on installation.team_space_id = p_team_space_id and installation.status = 'active'
                           and installation.team_id = person.team_id
                   where person.team_space_id = p_team_space_id and person.member_id = p_member_id and not person.deleted);
end
$$;

-- Of somebody in Slack who is said to be a member and has not confirmed it yet (propose_slack_link, put_slack_user): in which
-- workspace they are said to be, and whether the member is told in Slack, where the buttons are that confirm it. Nothing in team_id: nobody says so.
create or replace function gracy.slack_proposal(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out team_id text,
    out told_in_slack bool)
language plpgsql stable as $$
declare
    v_home record;
    v_team_space_id bigint;
    v_member_id bigint;
begin
    v_home := gracy.slack_home(p_team_id, p_enterprise_id);
    v_team_space_id := v_home.team_space_id;
    select person.team_id, person.proposed_member_id into team_id, v_member_id
    from gracy.slack_user person
    where person.team_id = p_team_id and person.user_id = p_user_id and person.team_space_id = v_team_space_id
          and person.proposed_member_id is not null;
    if not found then
        select person.team_id, person.proposed_member_id into team_id, v_member_id
        from gracy.slack_user person
        where person.team_space_id = v_team_space_id and person.enterprise_id = v_home.enterprise_id
              and person.user_id = p_user_id and person.proposed_member_id is not null
        order by person.team_id
        limit 1;
    end if;
    told_in_slack := gracy.is_told_in_slack(v_team_space_id, v_member_id);
end
$$;
