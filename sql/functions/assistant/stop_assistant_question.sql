-- Ends a question of the caller's own that is not answered yet. What was set aside for a call that is under way counts as
-- spent: nobody waits for its price. One that is answered stays as it is. Outcomes: ok, not_found.
create or replace function gracy.stop_assistant_question(p_team_space_id bigint, p_member_id bigint, p_question_id bigint) returns text
    language plpgsql as $$
begin
    perform from gracy.assistant_question question
    where question.team_space_id = p_team_space_id and question.id = p_question_id and question.member_id = p_member_id;
    if not found then
        return 'not_found';
    end if;
    perform gracy.finish_assistant_question(p_team_space_id, p_question_id, 'stopped', null, null, null, null, null, 0, 0);
    return 'ok';
end
$$;
