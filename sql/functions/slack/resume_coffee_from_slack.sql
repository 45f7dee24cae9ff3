-- Somebody who pauses in a coffee program clicks that they are back. Outcomes: ok with when the next round is by their clock,
-- unknown_program (it has ended), unknown_workspace, not_member.
create or replace function gracy.resume_coffee_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_program_id bigint,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out program text,
    out next_round timestamp)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    team_space_id := v_team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    outcome := gracy.take_part_in_coffee(v_team_space_id, v_caller.member_id, p_program_id, 'joined', null);
    select open.name, open.next_round_at at time zone v_caller.tz into program, next_round
    from gracy.coffee_program open
    where open.team_space_id = v_team_space_id and open.id = p_program_id;
end
$$;
