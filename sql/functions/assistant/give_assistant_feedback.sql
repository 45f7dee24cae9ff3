-- Whether an answer helped: of who asked, and of everybody who can read it because it stands in a channel in Slack. The
-- last word counts. Outcomes: ok, not_found (nobody's, not theirs to read, or without an answer).
create or replace function gracy.give_assistant_feedback(
    p_team_space_id bigint,
    p_member_id bigint,
    p_question_id bigint,
    p_helpful bool) returns text
    language plpgsql as $$
begin
    perform from gracy.assistant_question question
    left join gracy.assistant_slack_question place
           on place.team_space_id = p_team_space_id and place.question_id = question.id
    where question.team_space_id = p_team_space_id and question.id = p_question_id
          and question.outcome in ('answered', 'passages')
          and (question.member_id = p_member_id or place.channel ~ '^[CG]')
    for key share of question;
    if not found then
        return 'not_found';
    end if;
    insert into gracy.assistant_feedback as given (team_space_id, question_id, member_id, helpful)
    values (p_team_space_id, p_question_id, p_member_id, p_helpful)
    on conflict (team_space_id, question_id, member_id) do update
    set helpful = excluded.helpful, given_at = now()
    where given.helpful <> excluded.helpful;
    return 'ok';
end
$$;
