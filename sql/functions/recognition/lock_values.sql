-- Changes of a team space's values come one after the other, so that none takes a name that another is about to take:
-- values are few, and change rarely. Gifts do not wait for it.
create or replace function gracy.lock_values(p_team_space_id bigint) returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('gracy.company_value', p_team_space_id));
end
$$;
