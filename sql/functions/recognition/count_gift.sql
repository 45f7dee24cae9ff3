-- Adds a new gift to the counters, as far as its visibility lets it count (see the tables leaderboard and
-- recognition_edge).
create or replace function gracy.count_gift(
    p_team_space_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_points int,
    p_visibility text,
    p_today date) returns void
language plpgsql as $$
declare
    v_count int := cardinality(p_recipient_ids);
begin
    if p_visibility = 'public' then
        perform gracy.count_points(
            p_team_space_id, p_giver_id || p_recipient_ids, 'given'::text || array_fill('received'::text, array[v_count]),
            array_fill(p_today, array[v_count + 1]), p_points * v_count || array_fill(p_points, array[v_count]),
            array_fill(1, array[v_count + 1]));
    elsif p_visibility = 'anonymous' then
        perform gracy.count_points(
            p_team_space_id, p_recipient_ids, array_fill('received'::text, array[v_count]),
            array_fill(p_today, array[v_count]), array_fill(p_points, array[v_count]), array_fill(1, array[v_count]));
    end if;
    if p_visibility <> 'anonymous' then
        insert into gracy.recognition_edge as edge (team_space_id, giver_id, month, receiver_id, gifts, points)
        select p_team_space_id, p_giver_id, gracy.leaderboard_start('month', p_today), recipient.id, 1, p_points
        from unnest(p_recipient_ids) as recipient(id)
        order by recipient.id
        on conflict (team_space_id, giver_id, month, receiver_id)
        do update set gifts = edge.gifts + 1, points = edge.points + excluded.points;
    end if;
end
$$;
