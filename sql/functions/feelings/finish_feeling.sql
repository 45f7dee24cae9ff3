-- Stores the sealed card of a note, or why there is none, once: false when that is done, the note is another by now, or a
-- card is wanted or allowed no longer. What a call had set aside, and never told the price of, counts as spent. Its author
-- is told of the first one of a day; in Slack only on that day (tell_members), because the command shows today's.
create or replace function gracy.finish_feeling(
    p_team_space_id bigint,
    p_feeling_id bigint,
    p_card_sealed bytea,
    p_card_key_id text,
    p_reason text,
    p_model text)
returns bool language plpgsql as $$
declare
    v_card record;
begin
    select card.member_id, card.on_date, card.reserved, card.paid_on, card.paid_as into v_card
    from gracy.feeling card
    join gracy.team_space on team_space.id = p_team_space_id and team_space.feelings
    join gracy.feeling_preference said
        on said.team_space_id = p_team_space_id and said.member_id = card.member_id and said.wanted
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id and card.state = 'queued'
    for no key update of card;
    if not found then
        return false;
    end if;
    if v_card.paid_on is not null then
        perform gracy.book_kind_cost(p_team_space_id, v_card.paid_as, v_card.paid_on, v_card.reserved, v_card.reserved);
    end if;
    update gracy.feeling card
    set state = case when p_card_sealed is null then 'failed' else 'done' end, reason = p_reason,
        card_sealed = p_card_sealed, card_key_id = p_card_key_id, model = p_model, finished_at = now(),
        reserved = 0, paid_on = null, paid_as = null
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id;
    if p_card_sealed is not null and not exists (
        select from gracy.member_notice told
        where told.team_space_id = p_team_space_id and told.member_id = v_card.member_id and told.kind = 'feeling.ready'
              and told.subject_id = v_card.on_date::text and told.created_at > now() - interval '3 days')
    then
        perform gracy.notify_member(
            p_team_space_id, v_card.member_id, 'feeling.ready',
            'AI has summed up your words of today; only you can see it: `/mood card`',
            '오늘 남긴 글의 요약이 준비됐어요. 나만 볼 수 있어요: `/mood 요약`', 'feeling', v_card.on_date::text);
    end if;
    return true;
end
$$;
