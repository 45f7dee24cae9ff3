-- What /coffee does: p_step is join (also to come back), pause (for p_days, or until one comes back), leave, or status. It is
-- about the program of that name; without a name about one in which they take part (to join: in which they pause), else
-- about the oldest that runs. Outcomes: ok with how the person takes part now (`out`: not at all), when the next round is by
-- their clock and whom they meet in the round of now, no_program (none runs), unknown_program (with those that run),
-- unknown_workspace, not_member.
create or replace function gracy.coffee_by_command(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_step text,
    p_days int,
    p_program text,
    out outcome text,
    out locale text,
    out program_id bigint,
    out program text,
    out status text,
    out paused_until date,
    out next_round timestamp,
    out programs text[],
    out partners text[])
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    locale := v_caller.locale;
    programs := '{}';
    partners := '{}';
    if v_team_space_id is null or v_member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    programs := array(select open.name::text from gracy.coffee_program open
                      where open.team_space_id = v_team_space_id and open.closed_at is null
                      order by open.id limit 20);
    select open.id, open.name into program_id, program
    from gracy.coffee_program open
    cross join lateral gracy.coffee_participation(v_team_space_id, v_member_id, open.id) as taken
    where open.team_space_id = v_team_space_id and open.closed_at is null
          and (p_program is null or gracy.fold_text(open.name) = gracy.fold_text(p_program))
    order by p_step = 'join' and taken.status = 'paused' desc, taken.status <> 'out' desc, open.id
    limit 1;
    if program_id is null then
        outcome := case when programs = '{}' then 'no_program' else 'unknown_program' end;
        return;
    end if;
    outcome := case p_step
        when 'join' then gracy.take_part_in_coffee(v_team_space_id, v_member_id, program_id, 'joined', null)
        when 'pause' then gracy.take_part_in_coffee(v_team_space_id, v_member_id, program_id, 'paused',
                                                    (now() at time zone v_caller.tz)::date + p_days)
        when 'leave' then gracy.leave_coffee(v_team_space_id, v_member_id, program_id)
        else 'ok' end;
    select taken.status, taken.paused_until, open.next_round_at at time zone v_caller.tz
    into status, paused_until, next_round
    from gracy.coffee_program open
    cross join gracy.coffee_participation(v_team_space_id, v_member_id, open.id) as taken
    where open.team_space_id = v_team_space_id and open.id = coffee_by_command.program_id;
    partners := gracy.coffee_partners(v_team_space_id, v_member_id, program_id, locale);
end
$$;
