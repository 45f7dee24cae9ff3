-- Sets aside what one call of a model for a card may cost. The day that pays, or null when its budget has no more than
-- that left, or the card is wanted or allowed no longer. What a run that died had set aside, and never told the price of,
-- counts as spent.
create or replace function gracy.reserve_feeling_budget(
    p_team_space_id bigint,
    p_feeling_id bigint,
    p_kind text,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint,
    p_tasks_cap bigint)
returns date language plpgsql as $$
declare
    v_card record;
    v_day date;
begin
    select card.reserved, card.paid_on, card.paid_as, (now() at time zone team_space.tz)::date as today into v_card
    from gracy.feeling card
    join gracy.team_space on team_space.id = p_team_space_id and team_space.feelings
    join gracy.feeling_preference said
        on said.team_space_id = p_team_space_id and said.member_id = card.member_id and said.wanted
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id and card.state = 'queued'
    for no key update of card;
    if not found then
        return null;
    end if;
    if v_card.paid_on is not null then
        perform gracy.book_kind_cost(p_team_space_id, v_card.paid_as, v_card.paid_on, v_card.reserved, v_card.reserved);
    end if;
    if gracy.reserve_kind_budget(p_team_space_id, p_kind, v_card.today, p_amount, p_cap, p_kind_cap, p_tasks_cap) then
        v_day := v_card.today;
    end if;
    update gracy.feeling card
    set reserved = case when v_day is null then 0 else p_amount end, paid_on = v_day,
        paid_as = case when v_day is not null then p_kind end
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id;
    return v_day;
end
$$;

-- What workers of the release before call: without a share for questions.
create or replace function gracy.reserve_feeling_budget(
    p_team_space_id bigint,
    p_feeling_id bigint,
    p_kind text,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns date language sql as $$
    select gracy.reserve_feeling_budget(p_team_space_id, p_feeling_id, p_kind, p_amount, p_cap, p_kind_cap, p_cap)
$$;
