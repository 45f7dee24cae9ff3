-- Stores what came of a task, once: false when it is finished already. Without an output it failed, for p_reason. What a
-- run that died had set aside, and never told the price of, counts as spent; what the member wrote is forgotten.
create or replace function gracy.finish_assistant_task(
    p_team_space_id bigint,
    p_task_id bigint,
    p_version int,
    p_output text,
    p_reason text,
    p_server text,
    p_model text)
returns bool language plpgsql as $$
declare
    v_reserved bigint;
begin
    select task.reserved into v_reserved
    from gracy.assistant_task task
    where task.team_space_id = p_team_space_id and task.id = p_task_id and task.state = 'queued'
    for no key update;
    if not found then
        return false;
    end if;
    if v_reserved > 0 then
        perform gracy.settle_assistant_task_call(p_team_space_id, p_task_id, v_reserved, v_reserved);
    end if;
    update gracy.assistant_task task
    set state = case when p_output is null then 'failed' else 'done' end, output = p_output::json, reason = p_reason,
        version = coalesce(p_version, task.version), server = p_server, model = p_model, input = null, finished_at = now()
    where task.team_space_id = p_team_space_id and task.id = p_task_id;
    perform gracy.show_kudos_draft(p_team_space_id, p_task_id);
    return true;
end
$$;
