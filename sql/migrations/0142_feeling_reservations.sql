-- What a card's calls have set aside is told by the card, so that a worker that dies in a call takes nothing of the day's
-- budget with it; and who was told that they were shown a card is told once.
alter table gracy.feeling
    -- Set aside for the call that may be under way, and the day and the kind of task whose budget pays.
    add reserved bigint not null default 0 check (reserved >= 0),
    add paid_on date,
    add paid_as text,
    add told_ids bigint[] not null default '{}',
    add check (reserved = 0 or paid_on is not null),
    add check ((paid_on is null) = (paid_as is null));

-- A call whose card goes meanwhile may have been made all the same: it counts as spent. All cards are locked before the
-- first budget is, as elsewhere.
create function gracy.book_gone_feelings() returns trigger
    language plpgsql as $$
declare
    v_card record;
begin
    for v_card in
        select gone.team_space_id, gone.paid_as, gone.paid_on, gone.reserved from gone where gone.paid_on is not null
    loop
        perform gracy.book_kind_cost(v_card.team_space_id, v_card.paid_as, v_card.paid_on, v_card.reserved, v_card.reserved);
    end loop;
    return null;
end
$$;
create trigger feeling_gone after delete on gracy.feeling referencing old table as gone
    for each statement execute function gracy.book_gone_feelings();
