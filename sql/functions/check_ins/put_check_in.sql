-- Writes a member's check-in of today, again and again until midnight where they are: `created`, `ok`, or `past` and
-- `future` for another day. Without p_tags the tags that are there stay, with p_keeps_words the note, too. A note that is not the one before has a feeling card asked for (feelings/ask_for_feeling).
create or replace function gracy.put_check_in(
    p_team_space_id bigint,
    p_member_id bigint,
    p_on_date date,
    p_score int,
    p_tags text[],
    p_note_sealed bytea,
    p_note_key_id text,
    p_now timestamptz,
    p_keeps_words bool default false,
    out outcome text,
    out today date)
language plpgsql as $$
declare
    v_note_before bytea;
begin
    today := gracy.member_today(p_team_space_id, p_member_id, p_now);
    if today is null or p_on_date < today then
        outcome := 'past';
        return;
    elsif p_on_date > today then
        outcome := 'future';
        return;
    end if;
    select entry.note_sealed into v_note_before
    from gracy.mood_entry entry
    where entry.team_space_id = p_team_space_id and entry.member_id = p_member_id and entry.on_date = p_on_date
    for no key update;
    insert into gracy.mood_entry as entry
        (team_space_id, member_id, on_date, score, tags, note_sealed, note_key_id, updated_at)
    values (p_team_space_id, p_member_id, p_on_date, p_score, coalesce(p_tags, '{}'), p_note_sealed, p_note_key_id, p_now)
    on conflict (team_space_id, member_id, on_date) do update
        set score = excluded.score, updated_at = excluded.updated_at,
            tags = coalesce(p_tags, entry.tags),
            note_sealed = case when p_keeps_words then entry.note_sealed else excluded.note_sealed end,
            note_key_id = case when p_keeps_words then entry.note_key_id else excluded.note_key_id end
    returning case when xmax = 0 then 'created' else 'ok' end into outcome;
    if p_keeps_words then
        return;
    end if;
    -- Of two that write a day first, the one without a note does not see the note of the other.
    if p_note_sealed is null or p_note_sealed is distinct from v_note_before then
        perform gracy.ask_for_feeling(p_team_space_id, p_member_id, p_on_date, p_note_sealed is not null);
    end if;
end
$$;
