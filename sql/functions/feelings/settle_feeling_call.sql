-- Books what a call cost for which p_reserved was set aside: 0 when no server answered. False when it is booked already,
-- as it is when the card is gone.
create or replace function gracy.settle_feeling_call(
    p_team_space_id bigint,
    p_feeling_id bigint,
    p_reserved bigint,
    p_cost bigint)
returns bool language plpgsql as $$
declare
    v_card record;
begin
    select card.paid_on, card.paid_as into v_card
    from gracy.feeling card
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id and card.paid_on is not null
          and card.reserved = p_reserved
    for no key update;
    if not found then
        return false;
    end if;
    perform gracy.book_kind_cost(p_team_space_id, v_card.paid_as, v_card.paid_on, p_reserved, p_cost);
    update gracy.feeling card
    set reserved = 0, paid_on = null, paid_as = null
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id;
    return true;
end
$$;
