-- What came of a draft that somebody in Slack has asked for: state is none where no task is meant, or it is not theirs. offered: whether
-- the form offers to draft one.
create or replace function gracy.kudos_draft_in_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_task_id bigint,
    out offered bool,
    out state text,
    out reason text,
    out message text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    offered := exists (select from gracy.assistant_kind kind where kind.name = 'recognition_draft');
    state := 'none';
    if p_task_id is null then
        return;
    end if;
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    select task.state, task.reason, task.output ->> 'message' into state, reason, message
    from gracy.assistant_task task
    where task.team_space_id = v_team_space_id and task.id = p_task_id and task.member_id = v_caller.member_id
          and task.kind = 'recognition_draft';
    state := coalesce(state, 'none');
end
$$;
