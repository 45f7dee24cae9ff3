-- Fills in who checked in how, week by week, between two Mondays; who could have and did not
-- (gracy.leave_out_absent) counts as nobody's answer.
create or replace function gracy.stage_check_ins(p_team_space_id bigint, p_from date, p_to date) returns void
    language plpgsql as $$
begin
    insert into gracy.release_unit (team_space_id, subject, unit_id, slice, answers, total, lowest, highest)
    select p_team_space_id, 'check_ins', staff.unit_id, week.monday::date, count(entry.score),
           coalesce(sum(entry.score), 0), min(entry.score), max(entry.score)
    from gracy.release_group_unit staff
    cross join generate_series(p_from::timestamp, p_to - interval '7 days', interval '7 days') as week(monday)
    left join gracy.mood_entry entry
         on entry.team_space_id = p_team_space_id and entry.member_id = staff.unit_id
            and entry.on_date >= week.monday::date and entry.on_date < week.monday::date + 7
    where staff.team_space_id = p_team_space_id and staff.subject = 'check_ins' and staff.group_kind = 'all'
    group by staff.unit_id, week.monday;
end
$$;
