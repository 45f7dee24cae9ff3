-- Whoever asked in Slack is told when their question's job has died, of whatever and wherever; the question stays open for
-- an operator's retry.
create function gracy.job_of_question_died() returns trigger
    language plpgsql as $$
begin
    perform gracy.tell_of_dead_question((new.payload ->> 'team_space_id')::bigint, (new.payload ->> 'question_id')::bigint);
    return null;
end
$$;
create trigger job_of_question_died after update of state on gracy.job for each row
    when (new.state = 'dead' and old.state <> 'dead' and new.kind = 'assistant.answer')
    execute function gracy.job_of_question_died();
