-- Opens the deciding of a period: ok; done when it is decided already; busy while another decides of the same subject, which
-- may take long. After an ok a feature fills release_unit, release_group and release_group_unit, and calls decide_release in
-- the same transaction.
create or replace function gracy.begin_release(
    p_team_space_id bigint,
    p_subject text,
    p_grain text,
    p_period_start date) returns text
    language plpgsql as $$
begin
    if not pg_try_advisory_xact_lock(hashtextextended('gracy.release ' || p_subject, p_team_space_id)) then
        return 'busy';
    end if;
    insert into gracy.release_run (team_space_id, subject, grain, period_start)
    values (p_team_space_id, p_subject, p_grain, p_period_start)
    on conflict do nothing;
    return case when found then 'ok' else 'done' end;
end
$$;
