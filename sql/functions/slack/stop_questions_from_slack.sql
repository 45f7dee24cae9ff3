-- Ends questions of the caller's own that are not answered yet: one of them, or without p_question_id all that stand
-- beneath p_thread_ts in p_channel. Where they were asked hears of it. Outcomes: ok, stopped (before), answered (too late),
-- not_found (none, or not the caller's), not_member, unknown_workspace.
create or replace function gracy.stop_questions_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_question_id bigint,
    p_channel text,
    p_thread_ts text,
    out outcome text,
    out locale text)
language plpgsql
set enable_sort = on
as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_question_ids bigint[];
    v_question_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    select coalesce(array_agg(question.id order by question.id), '{}'),
           case when bool_or(question.outcome = 'stopped') then 'stopped' when count(*) > 0 then 'answered' else 'not_found' end
    into v_question_ids, outcome
    from (
        select question.id, question.outcome
        from gracy.assistant_question question
        left join gracy.assistant_slack_question place
               on place.team_space_id = v_team_space_id and place.question_id = question.id
        where question.team_space_id = v_team_space_id and question.member_id = v_caller.member_id
              and question.created_at > now() - interval '30 days'
              and case when p_question_id is null
                       then place.team_id = p_team_id and place.channel = p_channel and place.thread_ts = p_thread_ts
                       else question.id = p_question_id end
        order by question.id
        -- All of them before the first is ended, which takes the budget of the day: a run that holds the budget has its
        -- question, and waits for no other.
        for no key update of question) as question;
    foreach v_question_id in array v_question_ids
    loop
        if gracy.finish_assistant_question(v_team_space_id, v_question_id, 'stopped', null, null, null, null, null, 0, 0) then
            outcome := 'ok';
        end if;
    end loop;
end
$$;
