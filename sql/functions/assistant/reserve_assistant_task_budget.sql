-- Sets aside what one call of a model for a task may cost. False when the day has no more than that left, for all
-- (p_cap) or for tasks of the kind (p_kind_cap), or the task is done. The day's row is locked first, so that together no
-- calls can exceed a cap; what a task costs is paid by the day of its first call.
create or replace function gracy.reserve_assistant_task_budget(
    p_team_space_id bigint,
    p_task_id bigint,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns bool language plpgsql as $$
declare
    v_task record;
    v_day date;
    v_fits bool;
begin
    select task.kind, task.paid_on into v_task
    from gracy.assistant_task task
    where task.team_space_id = p_team_space_id and task.id = p_task_id and task.state = 'queued'
    for no key update;
    if not found then
        return false;
    end if;
    select coalesce(v_task.paid_on, (now() at time zone team_space.tz)::date) into v_day
    from gracy.team_space
    where team_space.id = p_team_space_id;
    insert into gracy.assistant_budget (team_space_id, on_date) values (p_team_space_id, v_day)
    on conflict (team_space_id, on_date) do nothing;
    select budget.used + budget.reserved + p_amount <= p_cap into v_fits
    from gracy.assistant_budget budget
    where budget.team_space_id = p_team_space_id and budget.on_date = v_day
    for no key update;
    insert into gracy.assistant_kind_budget (team_space_id, on_date, kind) values (p_team_space_id, v_day, v_task.kind)
    on conflict (team_space_id, on_date, kind) do nothing;
    if v_fits then
        update gracy.assistant_kind_budget budget
        set reserved = budget.reserved + p_amount
        where budget.team_space_id = p_team_space_id and budget.on_date = v_day and budget.kind = v_task.kind
              and budget.used + budget.reserved + p_amount <= p_kind_cap;
        v_fits := found;
    end if;
    update gracy.assistant_budget budget
    set reserved = budget.reserved + case when v_fits then p_amount else 0 end,
        calls = budget.calls + v_fits::int, refused = budget.refused + (not v_fits)::int
    where budget.team_space_id = p_team_space_id and budget.on_date = v_day;
    if v_fits then
        update gracy.assistant_task task
        set reserved = task.reserved + p_amount, paid_on = v_day
        where task.team_space_id = p_team_space_id and task.id = p_task_id;
    end if;
    return v_fits;
end
$$;
