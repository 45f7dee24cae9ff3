-- Opens the deciding of a period: false when it is decided already. Afterwards a feature fills release_unit, release_group
-- and release_group_unit, and calls decide_release in the same transaction. Deciders of one subject wait for each other.
create or replace function gracy.begin_release(
    p_team_space_id bigint,
    p_subject text,
    p_grain text,
    p_period_start date) returns bool
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('gracy.release ' || p_subject, p_team_space_id));
    insert into gracy.release_run (team_space_id, subject, grain, period_start)
    values (p_team_space_id, p_subject, p_grain, p_period_start)
    on conflict do nothing;
    return found;
end
$$;
