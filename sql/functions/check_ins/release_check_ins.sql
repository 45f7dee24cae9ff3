-- Decides what of a week's or a month's check-ins is published, once it is over everywhere on earth: `ok`, `done` when it
-- was decided before, `open` while somebody may still check in, `weeks_first` while a week of the month is undecided in which,
-- or before which, anybody checked in, `busy` while another run decides.
create or replace function gracy.release_check_ins(
    p_team_space_id bigint,
    p_grain text,
    p_period_start date,
    p_now timestamptz,
    out outcome text,
    out released int,
    out withheld int)
language plpgsql
    -- Nothing is known about tables that were filled a moment ago; a nested loop over them takes time by the square, and
    -- is what is left where sorting is off as well.
    set enable_nestloop = off
    set enable_sort = on
    as $$
declare
    v_from date;
    v_to date;
    v_k int;
    v_folded int;
begin
    released := 0;
    withheld := 0;
    v_from := case p_grain when 'week' then date_trunc('week', p_period_start::timestamp)::date
                   else gracy.check_in_month_start(p_period_start) end;
    v_to := case p_grain when 'week' then v_from + 7
                 else gracy.check_in_month_start((p_period_start + interval '1 month')::date) end;
    if p_now < v_to::timestamp at time zone 'Etc/GMT+12' then
        outcome := 'open';
        return;
    end if;
    if p_grain = 'month' and exists (
        select from generate_series(v_from::timestamp, v_to - interval '7 days', interval '7 days') as week(monday)
        where not exists (select from gracy.release_run run
                          where run.team_space_id = p_team_space_id and run.subject = 'check_ins'
                                and run.grain = 'week' and run.period_start = week.monday::date)
              -- Weeks before the first check-in are never due (queries/check_ins/list_due_releases).
              and exists (select from gracy.mood_entry entry
                          where entry.team_space_id = p_team_space_id and entry.on_date < week.monday::date + 7))
    then
        outcome := 'weeks_first';
        return;
    end if;
    outcome := gracy.begin_release(p_team_space_id, 'check_ins', p_grain, p_period_start);
    if outcome <> 'ok' then
        return;
    end if;

    select space.k_score into v_k from gracy.team_space space where space.id = p_team_space_id;
    perform gracy.stage_groups(p_team_space_id, 'check_ins', v_from, v_to - 1);
    perform gracy.leave_out_absent(p_team_space_id, v_from, v_to, v_k);
    perform gracy.stage_check_ins(p_team_space_id, v_from, v_to);
    v_folded := case p_grain when 'month' then gracy.fold_check_in_weeks(p_team_space_id, p_period_start, v_k) else 0 end;
    -- Each group is decided in its own grain only.
    delete from gracy.release_group candidate
    where candidate.team_space_id = p_team_space_id and candidate.subject = 'check_ins'
          and gracy.check_in_grain((select count(*) from gracy.release_group_unit belongs
                                    where belongs.team_space_id = p_team_space_id and belongs.subject = 'check_ins'
                                          and belongs.group_kind = candidate.group_kind
                                          and belongs.group_id = candidate.group_id)) <> p_grain;
    select decided.released + v_folded, decided.withheld into released, withheld
    from gracy.decide_release(p_team_space_id, 'check_ins', p_grain, p_period_start, v_k, 1, 5) as decided;
    if p_grain = 'month' then
        perform gracy.forget_parts(p_team_space_id, 'check_ins', v_to);
    end if;
end
$$;
