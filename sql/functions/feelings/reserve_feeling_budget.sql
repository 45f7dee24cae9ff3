-- Sets aside what one call of a model for a card may cost. The day that pays, or null when its budget has no more than
-- that left, or the card is wanted no longer.
create or replace function gracy.reserve_feeling_budget(
    p_team_space_id bigint,
    p_feeling_id bigint,
    p_kind text,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns date language plpgsql as $$
declare
    v_day date;
begin
    if not exists (select from gracy.feeling card
                   where card.team_space_id = p_team_space_id and card.id = p_feeling_id and card.state = 'queued') then
        return null;
    end if;
    select (now() at time zone team_space.tz)::date into v_day
    from gracy.team_space
    where team_space.id = p_team_space_id;
    return case when gracy.reserve_kind_budget(p_team_space_id, p_kind, v_day, p_amount, p_cap, p_kind_cap) then v_day end;
end
$$;
