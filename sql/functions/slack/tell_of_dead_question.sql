-- A job says in Slack, where the question was asked, that it could not be answered; the message is sent once, however often
-- the question's job dies.
create or replace function gracy.tell_of_dead_question(p_team_space_id bigint, p_question_id bigint) returns void
    language plpgsql as $$
begin
    insert into gracy.job as job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    select 'slack.answer', json_build_object('team_space_id', p_team_space_id, 'question_id', p_question_id), now(), 'bulk',
           concat_ws('/', p_team_space_id, p_question_id, 'failed'), 5
    from gracy.assistant_slack_question asked
    where asked.team_space_id = p_team_space_id and asked.question_id = p_question_id
    -- A job that has ended may have found the question on its way again, when an operator had retried it.
    on conflict (kind, dedupe_key) where dedupe_key is not null do update
    set state = 'queued', attempts = 0, available_at = now(), finished_at = null, worker = null, reported = false
    where job.state in ('done', 'dead');
end
$$;
