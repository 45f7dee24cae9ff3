-- Thirty days after somebody left, what they checked in goes, notes and all; it lives on only in what was published.
-- At most p_limit entries a call. Forgets who stood behind cells that are more than 400 days old as well.
create or replace function gracy.delete_leavers_check_ins(
    p_limit int,
    p_now timestamptz,
    out entries bigint,
    out notes bigint,
    out forgotten bigint)
language plpgsql as $$
begin
    with gone as (
        delete from gracy.mood_entry entry
        using (select member.team_space_id, member.id, written.on_date
               from gracy.member
               join gracy.mood_entry written
                    on written.team_space_id = member.team_space_id and written.member_id = member.id
               where member.status = 'left' and member.left_on + 30 <= p_now::date
               limit p_limit) as leaver
        where entry.team_space_id = leaver.team_space_id and entry.member_id = leaver.id
              and entry.on_date = leaver.on_date
        returning entry.note_sealed is not null as with_note
    )
    select count(*), count(*) filter (where with_note) into entries, notes from gone;
    delete from gracy.release_contributors old where old.released_at < p_now - interval '400 days';
    get diagnostics forgotten = row_count;
end
$$;
