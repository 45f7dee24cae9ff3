-- Sets aside what one call of a model for a task may cost. False when the day has no more than that left, for all
-- (p_cap) or for tasks of the kind (p_kind_cap), or the task is done. What a task costs is paid by the day of its first
-- call.
create or replace function gracy.reserve_assistant_task_budget(
    p_team_space_id bigint,
    p_task_id bigint,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint,
    p_tasks_cap bigint)
returns bool language plpgsql as $$
declare
    v_task record;
    v_day date;
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
    if not gracy.reserve_kind_budget(p_team_space_id, v_task.kind, v_day, p_amount, p_cap, p_kind_cap, p_tasks_cap) then
        return false;
    end if;
    update gracy.assistant_task task
    set reserved = task.reserved + p_amount, paid_on = v_day
    where task.team_space_id = p_team_space_id and task.id = p_task_id;
    return true;
end
$$;

-- What workers of the release before call: without a share for questions.
create or replace function gracy.reserve_assistant_task_budget(
    p_team_space_id bigint,
    p_task_id bigint,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns bool language sql as $$
    select gracy.reserve_assistant_task_budget(p_team_space_id, p_task_id, p_amount, p_cap, p_kind_cap, p_cap)
$$;
