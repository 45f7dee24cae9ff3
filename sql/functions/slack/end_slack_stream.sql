-- Nothing more comes in a stream, by who holds its lease; with p_arguments the answer comes as a message, once for a key.
-- p_outcome: of the question, as it was told. One that had failed may have been answered meanwhile, at an operator's retry:
-- then that answer comes as a message of its own. False: the lease is another's.
create or replace function gracy.end_slack_stream(
    p_team_space_id bigint,
    p_question_id bigint,
    p_run int,
    p_outcome text,
    p_arguments json,
    p_dedupe_key text) returns bool
    language plpgsql as $$
declare
    v_stream record;
    v_is_answered bool;
begin
    select stream.team_id, stream.channel into v_stream
    from gracy.slack_stream stream
    where stream.team_space_id = p_team_space_id and stream.question_id = p_question_id and stream.run = p_run
          and stream.state <> 'ended'
    for no key update;
    if not found then
        return false;
    end if;
    if p_arguments is not null then
        perform gracy.queue_slack_message(p_team_space_id, v_stream.team_id, 'chat.postMessage', v_stream.channel, p_arguments, now(),
                                          p_dedupe_key);
    end if;
    v_is_answered := p_outcome = 'failed' and exists (
        select from gracy.assistant_question question
        where question.team_space_id = p_team_space_id and question.id = p_question_id and question.state = 'done');
    update gracy.slack_stream stream
    set state = case when v_is_answered then 'alone' else 'ended' end, ended_at = case when not v_is_answered then now() end,
        outcome = case when not v_is_answered then p_outcome end,
        calling = null, due_at = now(), leased_until = '-infinity', progress = '[]'
    where stream.team_space_id = p_team_space_id and stream.question_id = p_question_id;
    return true;
end
$$;
