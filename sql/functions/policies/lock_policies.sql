-- Changes of one team space's policies wait for one another: they share the counts of tokens and the keys of synonyms.
create or replace function gracy.lock_policies(p_team_space_id bigint) returns void
    language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('gracy.policies', p_team_space_id));
end
$$;
