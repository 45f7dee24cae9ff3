-- The month of a group whose weeks are published is made of those cells alone, so it adds nothing to what is known. A
-- month without a published week has no number. Who checked in during the month is remembered: a smaller group's month is not to
-- differ from it by a few.
create or replace function gracy.fold_check_in_weeks(p_team_space_id bigint, p_month date, p_k int) returns int
    language plpgsql as $$
declare
    v_group record;
    v_released int := 0;
begin
    for v_group in
        insert into gracy.released_cell (team_space_id, subject, grain, period_start, group_kind, group_id, k, reason,
                                         mean, participation, members_from)
        select p_team_space_id, 'check_ins', 'month', p_month, candidate.group_kind, candidate.group_id,
               coalesce(max(week.k), p_k), case when count(week.mean) = 0 then 'no_weeks' end,
               round(avg(week.mean)::numeric, 1)::float8, (floor(avg(week.participation) / 5) * 5)::int,
               min(week.members_from)
        from gracy.release_group candidate
        left join gracy.released_cell week
             on week.team_space_id = p_team_space_id and week.subject = 'check_ins' and week.grain = 'week'
                and week.group_kind = candidate.group_kind and week.group_id = candidate.group_id
                and week.period_start >= gracy.check_in_month_start(p_month)
                and week.period_start < gracy.check_in_month_start((p_month + interval '1 month')::date)
                and week.released
        where candidate.team_space_id = p_team_space_id and candidate.subject = 'check_ins'
              and gracy.check_in_grain((select count(*) from gracy.release_group_unit belongs
                                        where belongs.team_space_id = p_team_space_id
                                              and belongs.subject = 'check_ins'
                                              and belongs.group_kind = candidate.group_kind
                                              and belongs.group_id = candidate.group_id)) = 'week'
        group by candidate.group_kind, candidate.group_id
        returning group_kind, group_id, reason
    loop
        continue when v_group.reason is not null;
        v_released := v_released + 1;
        perform gracy.keep_contributors(p_team_space_id, 'check_ins', 'month_of_weeks', p_month, v_group.group_kind, v_group.group_id,
                                        (select coalesce(array_agg(distinct unit.unit_id), '{}')
                                         from gracy.group_units(p_team_space_id, 'check_ins', v_group.group_kind, v_group.group_id) as unit
                                         where unit.answers > 0));
    end loop;
    return v_released;
end
$$;
