-- Stores the sealed card of a note, or why there is none, once: false when that is done, or the note is another by now.
create or replace function gracy.finish_feeling(
    p_team_space_id bigint,
    p_feeling_id bigint,
    p_card_sealed bytea,
    p_card_key_id text,
    p_reason text,
    p_model text)
returns bool language plpgsql as $$
begin
    update gracy.feeling card
    set state = case when p_card_sealed is null then 'failed' else 'done' end, reason = p_reason,
        card_sealed = p_card_sealed, card_key_id = p_card_key_id, model = p_model, finished_at = now()
    where card.team_space_id = p_team_space_id and card.id = p_feeling_id and card.state = 'queued';
    return found;
end
$$;
