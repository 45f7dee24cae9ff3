-- Writes a note, sealed for this member and day, to the check-in of that day, whose tags stay. Without a score, the one that
-- is there stays. Outcomes as check_ins/put_check_in, and no_score: there is none.
create or replace function gracy.note_check_in_from_slack(
    p_team_space_id bigint,
    p_member_id bigint,
    p_on_date date,
    p_score int,
    p_note_sealed bytea,
    p_note_key_id text) returns text
language plpgsql as $$
declare
    v_score int;
    v_outcome text;
begin
    select entry.score into v_score
    from gracy.mood_entry entry
    where entry.team_space_id = p_team_space_id and entry.member_id = p_member_id and entry.on_date = p_on_date
    for no key update;
    if p_score is null and v_score is null then
        return 'no_score';
    end if;
    select checked_in.outcome into v_outcome
    from gracy.put_check_in(p_team_space_id, p_member_id, p_on_date, coalesce(p_score, v_score), null, p_note_sealed,
                            p_note_key_id, now()) as checked_in;
    if v_outcome in ('created', 'ok') then
        perform gracy.refresh_home(p_team_space_id, p_member_id);
    end if;
    return v_outcome;
end
$$;
