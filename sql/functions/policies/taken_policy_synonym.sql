-- One of the keys that another row than p_id has; null when all are free.
create or replace function gracy.taken_policy_synonym(p_team_space_id bigint, p_keys text[], p_id bigint) returns text
    language plpgsql stable as $$
declare
    v_keys text[];
begin
    select synonym.keys into v_keys
    from gracy.policy_synonym synonym
    where synonym.team_space_id = p_team_space_id and synonym.keys && p_keys and synonym.id is distinct from p_id
    limit 1;
    return (select key from unnest(p_keys) as key where key = any (v_keys) limit 1);
end
$$;
