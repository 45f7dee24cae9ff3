-- Books what a call cost for which p_reserved was set aside: 0 when no server answered. False when it is booked already.
create or replace function gracy.settle_assistant_task_call(
    p_team_space_id bigint,
    p_task_id bigint,
    p_reserved bigint,
    p_cost bigint)
returns bool language plpgsql as $$
declare
    v_task record;
begin
    update gracy.assistant_task task
    set reserved = task.reserved - p_reserved, cost = task.cost + p_cost
    where task.team_space_id = p_team_space_id and task.id = p_task_id and task.reserved >= p_reserved
    returning task.kind, task.paid_on into v_task;
    if not found then
        return false;
    end if;
    perform gracy.book_kind_cost(p_team_space_id, v_task.kind, v_task.paid_on, p_reserved, p_cost);
    return true;
end
$$;
