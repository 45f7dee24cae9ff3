-- Stores what came of a question, once: false when it is done already. p_reserved is what this run has set aside, p_cost
-- what it turned out to cost; what earlier runs had set aside and never told the price of counts as spent. HR is to be
-- asked also where nothing was found, unless p_is_personal: a cry for help is nobody's topic. Who asked in Slack hears of it there, by a job of the same transaction.
create or replace function gracy.finish_assistant_question(
    p_team_space_id bigint,
    p_question_id bigint,
    p_outcome text,
    p_reason text,
    p_answer text,
    p_sources text,
    p_server text,
    p_model text,
    p_reserved bigint,
    p_cost bigint,
    p_missing text,
    p_escalate bool,
    p_kind_version int,
    p_is_personal bool)
returns bool language plpgsql as $$
declare
    v_reserved bigint;
    v_cost bigint;
    v_paid_on date;
begin
    select question.reserved, question.paid_on into v_reserved, v_paid_on
    from gracy.assistant_question question
    where question.team_space_id = p_team_space_id and question.id = p_question_id and question.state = 'queued'
    for no key update;
    if not found then
        return false;
    end if;
    v_cost := p_cost + greatest(0, v_reserved - p_reserved);
    update gracy.assistant_question question
    set state = 'done', outcome = p_outcome, reason = p_reason, answer = p_answer::json, sources = p_sources::json,
        server = p_server, model = p_model, cost = v_cost, reserved = 0, finished_at = now(),
        missing = p_missing, escalate = p_escalate or (p_outcome = 'not_found' and not p_is_personal),
        kind_version = p_kind_version,
        topic = case when p_outcome = 'not_found' and not p_is_personal then gracy.question_topic(question.question) end
    where question.team_space_id = p_team_space_id and question.id = p_question_id;
    if v_reserved > 0 then
        update gracy.assistant_budget budget
        set reserved = budget.reserved - v_reserved, used = budget.used + v_cost
        where budget.team_space_id = p_team_space_id and budget.on_date = v_paid_on;
    end if;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    select 'slack.answer', json_build_object('team_space_id', p_team_space_id, 'question_id', p_question_id), now(), 'bulk',
           p_team_space_id || '/' || p_question_id, 5
    from gracy.assistant_slack_question asked
    where asked.team_space_id = p_team_space_id and asked.question_id = p_question_id;
    return true;
end
$$;

-- What workers of the release before call.
create or replace function gracy.finish_assistant_question(
    p_team_space_id bigint,
    p_question_id bigint,
    p_outcome text,
    p_reason text,
    p_answer text,
    p_sources text,
    p_server text,
    p_model text,
    p_reserved bigint,
    p_cost bigint,
    p_missing text,
    p_escalate bool)
returns bool language sql as $$
    select gracy.finish_assistant_question(p_team_space_id, p_question_id, p_outcome, p_reason, p_answer, p_sources, p_server, p_model,
                                           p_reserved, p_cost, p_missing, p_escalate, null, false)
$$;

-- What no model has answered.
create or replace function gracy.finish_assistant_question(
    p_team_space_id bigint,
    p_question_id bigint,
    p_outcome text,
    p_reason text,
    p_answer text,
    p_sources text,
    p_server text,
    p_model text,
    p_reserved bigint,
    p_cost bigint)
returns bool language sql as $$
    select gracy.finish_assistant_question(p_team_space_id, p_question_id, p_outcome, p_reason, p_answer, p_sources, p_server, p_model,
                                           p_reserved, p_cost, null, false, null, false)
$$;
