-- Lets one change of who is above whom at a time into a team space: `member_edge` or `department_edge`, as the closure's
-- trigger locks it. Taken before any row, so that nobody waits for it while holding one.
create or replace function gracy.lock_hierarchy(p_team_space_id bigint, p_closure text) returns void
    language sql volatile as $$
    select pg_advisory_xact_lock(hashtextextended('gracy.' || p_closure, p_team_space_id))
$$;
