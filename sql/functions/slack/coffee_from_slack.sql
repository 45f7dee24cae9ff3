-- What /coffee does for a server of before, which pauses for weeks.
create or replace function gracy.coffee_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_step text,
    p_weeks int,
    p_program text,
    out outcome text,
    out locale text,
    out program_id bigint,
    out program text,
    out status text,
    out paused_until date,
    out next_round timestamp,
    out programs text[])
language plpgsql as $$
begin
    select coffee.outcome, coffee.locale, coffee.program_id, coffee.program, coffee.status, coffee.paused_until,
           coffee.next_round, coffee.programs
    into outcome, locale, program_id, program, status, paused_until, next_round, programs
    from gracy.coffee_by_command(p_team_id, p_enterprise_id, p_user_id, p_step, 7 * p_weeks, p_program) as coffee;
end
$$;
