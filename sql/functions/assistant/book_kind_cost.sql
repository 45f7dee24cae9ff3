-- Books what a call for a task of a kind cost, for which p_reserved of a day's budget was set aside.
create or replace function gracy.book_kind_cost(
    p_team_space_id bigint,
    p_kind text,
    p_day date,
    p_reserved bigint,
    p_cost bigint)
returns bool language plpgsql as $$
begin
    update gracy.assistant_budget budget
    set reserved = budget.reserved - p_reserved, used = budget.used + p_cost
    where budget.team_space_id = p_team_space_id and budget.on_date = p_day;
    update gracy.assistant_kind_budget budget
    set reserved = budget.reserved - p_reserved, used = budget.used + p_cost
    where budget.team_space_id = p_team_space_id and budget.on_date = p_day and budget.kind = p_kind;
    return found;
end
$$;
