-- What the form "Ask HR" is filled in with: the question, when it is the person's own. member is false for who is none; no
-- row when the workspace is unknown.
create or replace function gracy.prepare_ticket_form(p_team_id text, p_enterprise_id text, p_user_id text, p_question_id bigint)
returns table (locale text, member bool, question text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_team_space_id is null then
        return;
    end if;
    return query
    select v_caller.locale, v_caller.member_id is not null,
           (select asked.question
            from gracy.assistant_question asked
            where asked.team_space_id = v_team_space_id and asked.id = p_question_id and asked.member_id = v_caller.member_id);
end
$$;
