-- Takes the row of a member's allowance for a period, making it when it is the first gift: everything that spends of
-- one member's allowance queues here, and nothing else does. A policy that was raised meanwhile raises the row.
create or replace function gracy.lock_allowance(
    p_team_space_id bigint,
    p_member_id bigint,
    p_period_start date,
    p_points int,
    out total int,
    out remaining int)
language plpgsql as $$
declare
    v_granted int;
begin
    select period.granted, period.granted + period.boost, greatest(period.granted + period.boost - period.spent, 0)
    into v_granted, total, remaining
    from gracy.allowance_period period
    where period.team_space_id = p_team_space_id and period.member_id = p_member_id
          and period.period_start = p_period_start
    for no key update;
    if v_granted >= p_points then
        return;
    end if;
    insert into gracy.allowance_period as period (team_space_id, member_id, period_start, granted)
    values (p_team_space_id, p_member_id, p_period_start, p_points)
    on conflict (team_space_id, member_id, period_start)
    do update set granted = greatest(period.granted, excluded.granted)
    returning period.granted + period.boost, greatest(period.granted + period.boost - period.spent, 0)
    into total, remaining;
end
$$;
