-- Decides of which groups it is told to how many others their people gave in a month that is over, and from how many they got: by
-- the rules of sql/functions/privacy/README.md, as of a question that each member has answered with none, 1 to 2, 3 to 5, or more
-- (gracy.degree_bucket). Who is on leave counts for what they did, and not as somebody who gave to nobody. What was decided stands,
-- whatever is taken back later.
-- False: another worker decides of another month just now, and this one is to be tried again.
create or replace function gracy.release_degrees(p_team_space_id bigint, p_month date) returns bool
    language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square.
    set enable_nestloop = off
    set enable_sort = on
    as $$
declare
    v_until constant date := gracy.period_end('month', p_month);
    v_k int;
    v_subject text;
    v_begun text;
    v_all bool := true;
begin
    select team_space.k_score into v_k from gracy.team_space where team_space.id = p_team_space_id;
    foreach v_subject in array array['recognition_given', 'recognition_received'] loop
        v_begun := gracy.begin_release(p_team_space_id, v_subject, 'month', p_month);
        v_all := v_all and v_begun <> 'busy';
        continue when v_begun <> 'ok';
        perform gracy.stage_groups(p_team_space_id, v_subject, p_month, v_until - 1);

        insert into gracy.release_unit (team_space_id, subject, unit_id, slice, answers, total, lowest, highest)
        with degree as materialized (
            select case v_subject when 'recognition_given' then edge.giver_id else edge.receiver_id end as member_id,
                   count(*)::int as others
            from gracy.recognition_edge edge
            where edge.team_space_id = p_team_space_id and edge.month = p_month
            group by 1
        )
        select p_team_space_id, v_subject, staff.unit_id, p_month, 1, answer.bucket, answer.bucket, answer.bucket
        from gracy.release_group_unit staff
        join gracy.member on member.team_space_id = p_team_space_id and member.id = staff.unit_id
        left join degree on degree.member_id = staff.unit_id
        cross join lateral (select gracy.degree_bucket(coalesce(degree.others, 0)) as bucket) as answer
        where staff.team_space_id = p_team_space_id and staff.subject = v_subject and staff.group_kind = 'all'
              and (member.status <> 'on_leave' or degree.member_id is not null);

        with counted as materialized (
            select belongs.group_kind, belongs.group_id, count(*)::int as members,
                   array[count(*) filter (where unit.total = 0), count(*) filter (where unit.total = 1),
                         count(*) filter (where unit.total = 2), count(*) filter (where unit.total = 3)] as buckets
            from gracy.release_group_unit belongs
            join gracy.release_unit unit
                 on unit.team_space_id = p_team_space_id and unit.subject = v_subject and unit.unit_id = belongs.unit_id
            where belongs.team_space_id = p_team_space_id and belongs.subject = v_subject
            group by belongs.group_kind, belongs.group_id
        )
        update gracy.release_group candidate
        set details = jsonb_build_object('shares', (
            select jsonb_object_agg(bucket.name, step.percent * round(100.0 * bucket.people / counted.members / step.percent)::int)
            from unnest(array['0', '1-2', '3-5', '6+'], counted.buckets) as bucket(name, people)
            cross join (select gracy.share_step(counted.members) as percent) as step))
            , -- What everybody answered alike, each of them did.
            refused = case when gracy.enough_members(counted.members, v_k) and counted.members = any (counted.buckets)
                           then 'complementary' else candidate.refused end
        from counted
        where candidate.team_space_id = p_team_space_id and candidate.subject = v_subject
              and candidate.group_kind = counted.group_kind and candidate.group_id = counted.group_id;

        perform gracy.decide_release(p_team_space_id, v_subject, 'month', p_month, v_k, 0, 3);
        -- Another month is of other gifts: nothing later is measured against who was counted in what.
        perform gracy.forget_parts(p_team_space_id, v_subject, v_until);
        delete from gracy.release_contributors counted
        where counted.team_space_id = p_team_space_id and counted.subject = v_subject;
    end loop;
    return v_all;
end
$$;
