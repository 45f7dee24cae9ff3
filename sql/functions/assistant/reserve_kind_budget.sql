-- Sets aside what one call of a model for a task of a kind may cost. False when the day has no more than that left, for
-- all (p_cap), for the kind (p_kind_cap) or for tasks of all kinds (p_tasks_cap): the rest is kept for questions. The day's row is locked first, so that together no calls can exceed a cap.
create or replace function gracy.reserve_kind_budget(
    p_team_space_id bigint,
    p_kind text,
    p_day date,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint,
    p_tasks_cap bigint)
returns bool language plpgsql as $$
declare
    v_fits bool;
begin
    insert into gracy.assistant_budget (team_space_id, on_date) values (p_team_space_id, p_day)
    on conflict (team_space_id, on_date) do nothing;
    perform gracy.note_assistant_cap(p_team_space_id, p_day, p_cap);
    select budget.used + budget.reserved + p_amount <= p_cap
           and p_amount + (select coalesce(sum(other.used + other.reserved), 0)
                           from gracy.assistant_kind_budget other
                           where other.team_space_id = p_team_space_id and other.on_date = p_day) <= p_tasks_cap
    into v_fits
    from gracy.assistant_budget budget
    where budget.team_space_id = p_team_space_id and budget.on_date = p_day
    for no key update;
    insert into gracy.assistant_kind_budget (team_space_id, on_date, kind) values (p_team_space_id, p_day, p_kind)
    on conflict (team_space_id, on_date, kind) do nothing;
    if v_fits then
        update gracy.assistant_kind_budget budget
        set reserved = budget.reserved + p_amount
        where budget.team_space_id = p_team_space_id and budget.on_date = p_day and budget.kind = p_kind
              and budget.used + budget.reserved + p_amount <= p_kind_cap;
        v_fits := found;
    end if;
    update gracy.assistant_budget budget
    set reserved = budget.reserved + case when v_fits then p_amount else 0 end,
        calls = budget.calls + v_fits::int, refused = budget.refused + (not v_fits)::int
    where budget.team_space_id = p_team_space_id and budget.on_date = p_day;
    return v_fits;
end
$$;

-- What functions of the release before call.
create or replace function gracy.reserve_kind_budget(
    p_team_space_id bigint,
    p_kind text,
    p_day date,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns bool language sql as $$
    select gracy.reserve_kind_budget(p_team_space_id, p_kind, p_day, p_amount, p_cap, p_kind_cap, p_cap)
$$;
