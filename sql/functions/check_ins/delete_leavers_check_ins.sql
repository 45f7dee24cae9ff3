-- Thirty days after somebody left, what they checked in goes, notes and all; it lives on only in what was published.
-- At most p_limit people a call. Forgets who stood behind cells that are more than 400 days old as well.
create or replace function gracy.delete_leavers_check_ins(
    p_limit int,
    p_now timestamptz,
    out entries bigint,
    out notes bigint,
    out forgotten bigint)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member_id bigint;
    v_with_note bool;
begin
    entries := 0;
    notes := 0;
    for v_team_space_id, v_member_id in
        select member.team_space_id, member.id
        from gracy.member
        where member.status = 'left' and member.left_on + 30 <= p_now::date
              and exists (select from gracy.mood_entry entry
                          where entry.team_space_id = member.team_space_id and entry.member_id = member.id)
        limit p_limit
    loop
        for v_with_note in
            delete from gracy.mood_entry entry
            where entry.team_space_id = v_team_space_id and entry.member_id = v_member_id
            returning entry.note_sealed is not null
        loop
            entries := entries + 1;
            notes := notes + v_with_note::int;
        end loop;
    end loop;
    delete from gracy.release_contributors old where old.released_at < p_now - interval '400 days';
    get diagnostics forgotten = row_count;
end
$$;
