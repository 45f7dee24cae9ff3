-- Sets aside what one call of a model may cost; false when the day has no more than that left, or the question is
-- answered. The row of the day is locked by the update, so that together no calls can exceed the cap; what a question
-- costs is paid by the day of its first call.
create or replace function gracy.reserve_assistant_budget(p_team_space_id bigint, p_question_id bigint, p_amount bigint, p_cap bigint)
returns bool language plpgsql as $$
declare
    v_day date;
begin
    select coalesce(question.paid_on, (now() at time zone team_space.tz)::date) into v_day
    from gracy.assistant_question question
    join gracy.team_space on team_space.id = p_team_space_id
    where question.team_space_id = p_team_space_id and question.id = p_question_id and question.state = 'queued'
    for no key update of question;
    if not found then
        return false;
    end if;
    insert into gracy.assistant_budget (team_space_id, on_date) values (p_team_space_id, v_day)
    on conflict (team_space_id, on_date) do nothing;
    perform gracy.note_assistant_cap(p_team_space_id, v_day, p_cap);
    update gracy.assistant_budget budget
    set reserved = budget.reserved + p_amount, calls = budget.calls + 1
    where budget.team_space_id = p_team_space_id and budget.on_date = v_day
          and budget.used + budget.reserved + p_amount <= p_cap;
    if not found then
        update gracy.assistant_budget budget
        set refused = budget.refused + 1
        where budget.team_space_id = p_team_space_id and budget.on_date = v_day;
        return false;
    end if;
    update gracy.assistant_question question
    set reserved = question.reserved + p_amount, paid_on = v_day
    where question.team_space_id = p_team_space_id and question.id = p_question_id;
    return true;
end
$$;
