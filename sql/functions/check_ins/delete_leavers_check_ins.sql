-- Thirty days after somebody left, what they checked in goes, notes and all; it lives on only in what was published. Of the
-- next p_limit people behind a place who have left something; last_id is null when there are no more. Forgets who stood behind
-- cells that are more than 400 days old as well.
create or replace function gracy.delete_leavers_check_ins(
    p_after_team_space_id bigint,
    p_after_id bigint,
    p_limit int,
    p_now timestamptz,
    out entries bigint,
    out notes bigint,
    out forgotten bigint,
    out last_team_space_id bigint,
    out last_id bigint)
language plpgsql as $$
declare
    v_team_space_id bigint;
    v_member_id bigint;
    v_with_note bool;
    v_members int := 0;
begin
    entries := 0;
    notes := 0;
    for v_team_space_id, v_member_id in
        select member.team_space_id, member.id
        from gracy.member
        -- Whose data was erased has left nothing here.
        where member.status = 'left' and member.erased_at is null and member.left_on <= p_now::date - 30
              and (member.team_space_id, member.id) > (p_after_team_space_id, p_after_id)
              and exists (select from gracy.mood_entry entry
                          where entry.team_space_id = member.team_space_id and entry.member_id = member.id)
        order by member.team_space_id, member.id
        limit p_limit
    loop
        v_members := v_members + 1;
        for v_with_note in
            delete from gracy.mood_entry entry
            where entry.team_space_id = v_team_space_id and entry.member_id = v_member_id
            returning entry.note_sealed is not null
        loop
            entries := entries + 1;
            notes := notes + v_with_note::int;
        end loop;
    end loop;
    if v_members = p_limit then
        last_team_space_id := v_team_space_id;
        last_id := v_member_id;
    end if;
    delete from gracy.release_contributors old where old.released_at < p_now - interval '400 days';
    get diagnostics forgotten = row_count;
end
$$;

-- From the beginning, as the release before asks.
create or replace function gracy.delete_leavers_check_ins(
    p_limit int,
    p_now timestamptz,
    out entries bigint,
    out notes bigint,
    out forgotten bigint)
language sql as $$
    select deleted.entries, deleted.notes, deleted.forgotten
    from gracy.delete_leavers_check_ins(0, 0, p_limit, p_now) as deleted
$$;
