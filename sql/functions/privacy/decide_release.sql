-- Decides every group of a release, one after the other: each is measured against everything published so far, of all
-- kinds of groups and all periods that share its answers, and comes out only if what is published stays divisible into
-- nothing smaller than k members. Refusals stand with their reason. Answers are whole numbers from p_floor to p_ceiling.
create or replace function gracy.decide_release(
    p_team_space_id bigint,
    p_subject text,
    p_grain text,
    p_period_start date,
    p_k int,
    p_floor int,
    p_ceiling int,
    out released int,
    out withheld int)
language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square, and
    -- is what is left where sorting is off as well.
    set enable_nestloop = off
    set enable_sort = on
    as $$
declare
    v_group record;
    v_reason text;
    v_alike jsonb := '[]';
begin
    released := 0;
    withheld := 0;
    perform gracy.recall_parts(p_team_space_id, p_subject);
    perform gracy.count_groups(p_team_space_id, p_subject);
    for v_group in
        select candidate.*, changed.group_id is not null as changed_by_few
        from gracy.release_group candidate
        -- Before anything of this release is remembered.
        left join gracy.changed_groups(p_team_space_id, p_subject, p_grain, p_k) as changed
             on changed.group_kind = candidate.group_kind and changed.group_id = candidate.group_id
        where candidate.team_space_id = p_team_space_id and candidate.subject = p_subject
        order by candidate.rank, candidate.contributors desc, candidate.group_kind, candidate.group_id
    loop
        if v_group.refused is not null then
            v_reason := v_group.refused;
        -- In a group of just k members a number alone would tell that everybody took part.
        elsif not gracy.enough_members(v_group.contributors, p_k) or v_group.eligible <= p_k then
            v_reason := 'too_few';
        elsif gracy.too_alike(v_group.contributors, v_group.lowest, v_group.highest, p_floor, p_ceiling) then
            v_alike := v_alike || jsonb_build_array(jsonb_build_array(v_group.group_kind, v_group.group_id));
            continue;
        elsif v_group.changed_by_few then
            v_reason := 'changed_by_few';
        elsif gracy.leaves_few(p_team_space_id, p_subject, v_group.group_kind, v_group.group_id, p_k, p_floor,
                               p_ceiling) then
            v_reason := 'complementary';
        else
            v_reason := null;
            perform gracy.split_parts(p_team_space_id, p_subject, v_group.group_kind, v_group.group_id);
        end if;
        perform gracy.publish_cell(p_team_space_id, p_subject, p_grain, p_period_start, v_group.group_kind,
                                   v_group.group_id, p_k, v_reason);
        released := released + (v_reason is null)::int;
        withheld := withheld + (v_reason is not null)::int;
    end loop;

    for v_group in select value ->> 0 as group_kind, (value ->> 1)::bigint as group_id from jsonb_array_elements(v_alike) loop
        v_reason := case when gracy.may_say_alike(p_team_space_id, p_subject, v_group.group_kind, v_group.group_id,
                                                  p_floor, p_ceiling)
                         then 'consistent' else 'complementary' end;
        perform gracy.publish_cell(p_team_space_id, p_subject, p_grain, p_period_start, v_group.group_kind,
                                   v_group.group_id, p_k, v_reason);
        withheld := withheld + 1;
    end loop;
    perform gracy.keep_parts(p_team_space_id, p_subject);
end
$$;
