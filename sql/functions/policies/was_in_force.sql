-- Whether a version that first counted on p_since is on record: from the next day on, so that a mistake of the first can be mended.
create or replace function gracy.was_in_force(p_team_space_id bigint, p_since date) returns bool
    language plpgsql stable as $$
begin
    return coalesce(p_since < (select (now() at time zone team_space.tz)::date
                               from gracy.team_space
                               where team_space.id = p_team_space_id), false);
end
$$;
