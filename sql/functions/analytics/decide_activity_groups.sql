-- Every group of the company over a period, the largest and most general first, and of which recognition is shown: the rules of
-- sql/functions/privacy/README.md about who is in what (what those people did is counted anew every few minutes). People are
-- in the groups that they are in now, or were in when they left, for as long as they have worked here; who is on leave, only with
-- something to show for the period. Withheld are groups of fewer than p_k members (`too_few`), and those that would let fewer be
-- had by taking shown groups from one another (`complement`): the members that exactly the same shown groups contain are nobody,
-- or as many as p_k. Who is in a group is told of those that are shown.
create or replace function gracy.decide_activity_groups(p_team_space_id bigint, p_k int, p_from date, p_to date)
    returns table (group_kind text, group_id bigint, members int, withheld text, member_ids bigint[])
    language plpgsql stable as $$
declare
    v_group record;
    -- Members are numbered; each is in one part, whose size changes as shown groups divide it.
    v_parts int[];
    v_sizes int[];
    v_touched int[];
    v_inside int[];
    v_renamed int[];
    v_exposes bool;
    v_place int;
begin
    for v_group in
        with belongs as materialized (
            select found.group_kind as kind, found.group_id as id, found.member_id,
                   dense_rank() over (order by found.member_id)::int as place
            from gracy.group_members(p_team_space_id, p_from, p_to) as found
            join gracy.member on member.team_space_id = p_team_space_id and member.id = found.member_id
            where member.status <> 'on_leave'
                  or exists (select from gracy.member_activity activity
                             where activity.team_space_id = p_team_space_id and activity.member_id = member.id
                                   and activity.period_start = p_from)
        )
        select belongs.kind, belongs.id, count(*)::int as size, array_agg(belongs.member_id) as ids,
               array_agg(belongs.place) as places
        from belongs
        group by belongs.kind, belongs.id
        order by gracy.group_rank(p_team_space_id, belongs.kind, belongs.id), count(*) desc, belongs.kind, belongs.id
    loop
        if v_parts is null then
            -- Everybody comes first, and is one part.
            v_parts := array_fill(1, array[v_group.size]);
            v_sizes := array[v_group.size];
        end if;
        group_kind := case v_group.kind when 'all' then 'team_space' else v_group.kind end;
        group_id := v_group.id;
        members := v_group.size;
        withheld := case when not gracy.enough_members(v_group.size, p_k) then 'too_few' end;
        if withheld is null then
            select array_agg(piece.part), array_agg(piece.inside),
                   bool_or(not gracy.may_remain(piece.inside, p_k)
                           or not gracy.may_remain(v_sizes[piece.part] - piece.inside, p_k))
            into v_touched, v_inside, v_exposes
            from (select v_parts[numbered.place] as part, count(*)::int as inside
                  from unnest(v_group.places) as numbered(place)
                  group by v_parts[numbered.place]) as piece;
            if v_exposes then
                withheld := 'complement';
            else
                v_renamed := '{}';
                for v_at in 1 .. cardinality(v_touched) loop
                    v_sizes[v_touched[v_at]] := v_sizes[v_touched[v_at]] - v_inside[v_at];
                    v_sizes := v_sizes || v_inside[v_at];
                    v_renamed[v_touched[v_at]] := cardinality(v_sizes);
                end loop;
                foreach v_place in array v_group.places loop
                    v_parts[v_place] := v_renamed[v_parts[v_place]];
                end loop;
            end if;
        end if;
        member_ids := case when withheld is null then v_group.ids end;
        return next;
    end loop;
end
$$;
