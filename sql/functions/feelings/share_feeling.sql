-- Shows a card to these members and to nobody else: p_cards_sealed has each one's copy. Who has not been told before is
-- told that there is one. Outcomes: ok, no_card (there is none, or no longer this one), unknown_member (refused_id).
create or replace function gracy.share_feeling(
    p_team_space_id bigint,
    p_member_id bigint,
    p_feeling_id bigint,
    p_recipient_ids bigint[],
    p_cards_sealed bytea[],
    p_card_key_id text,
    out outcome text,
    out refused_id bigint)
language plpgsql as $$
declare
    v_on_date date;
    v_told bigint[];
    v_new bigint[];
    v_author record;
begin
    select card.on_date, card.told_ids into v_on_date, v_told
    from gracy.feeling card
    where card.team_space_id = p_team_space_id and card.member_id = p_member_id and card.id = p_feeling_id
          and card.state = 'done'
    for no key update;
    if not found then
        outcome := 'no_card';
        return;
    end if;
    select chosen.id into refused_id
    from unnest(p_recipient_ids) as chosen(id)
    where chosen.id = p_member_id
          or not exists (select from gracy.member
                         where member.team_space_id = p_team_space_id and member.id = chosen.id
                               and member.status in ('active', 'on_leave'))
    limit 1;
    if found then
        outcome := 'unknown_member';
        return;
    end if;
    delete from gracy.feeling_share shared
    where shared.team_space_id = p_team_space_id and shared.member_id = p_member_id and shared.on_date = v_on_date
          and shared.recipient_id <> all (p_recipient_ids);
    with made as (
        insert into gracy.feeling_share as shared
            (team_space_id, member_id, on_date, recipient_id, card_sealed, card_key_id)
        select p_team_space_id, p_member_id, v_on_date, chosen.id, chosen.card, p_card_key_id
        from unnest(p_recipient_ids, p_cards_sealed) as chosen(id, card)
        on conflict (team_space_id, member_id, on_date, recipient_id) do nothing
        returning shared.recipient_id
    )
    select array_agg(made.recipient_id) into v_new from made where made.recipient_id <> all (v_told);
    update gracy.feeling card
    set told_ids = card.told_ids || v_new
    where card.team_space_id = p_team_space_id and card.member_id = p_member_id and card.id = p_feeling_id;
    select author.name, coalesce(author.name_en, author.name) as name_en into v_author
    from gracy.member author
    where author.team_space_id = p_team_space_id and author.id = p_member_id;
    perform gracy.notify_member(p_team_space_id, told.id, 'feelings.shared',
                                format('%s has shown you how they are: `/mood card shared`', v_author.name_en),
                                format('%s님이 오늘의 마음을 공유했어요. `/mood 요약 받은`으로 볼 수 있어요.', v_author.name))
    from unnest(v_new) as told(id);
    outcome := 'ok';
end
$$;
