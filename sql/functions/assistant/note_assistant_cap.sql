-- Keeps what a day's budget is, and tells those who administer, once a day, when four fifths of it are spent. The day's row
-- is there.
create or replace function gracy.note_assistant_cap(p_team_space_id bigint, p_day date, p_cap bigint) returns void
    language plpgsql as $$
begin
    update gracy.assistant_budget budget
    set cap = p_cap
    where budget.team_space_id = p_team_space_id and budget.on_date = p_day and budget.cap is distinct from p_cap;
    update gracy.assistant_budget budget
    set warned_at = now()
    where budget.team_space_id = p_team_space_id and budget.on_date = p_day and budget.warned_at is null
          and budget.used > 0 and budget.used >= p_cap / 5 * 4;
    if not found then
        return;
    end if;
    perform gracy.notify_member(p_team_space_id, administrator.member_id, 'assistant.budget',
                                'The assistant has spent 80 % of its budget for today.',
                                '어시스턴트가 오늘 예산의 80%를 썼어요.', 'assistant_day', p_day::text)
    from gracy.administrators(p_team_space_id) as administrator(member_id);
end
$$;
