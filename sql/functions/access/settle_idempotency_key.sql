-- Says what the request that claimed the key has made.
create or replace function gracy.settle_idempotency_key(
    p_team_space_id bigint,
    p_principal_id bigint,
    p_route text,
    p_key text,
    p_resource_id bigint) returns void
    language plpgsql as $$
begin
    update gracy.idempotency_key claimed
    set resource_id = p_resource_id
    where p_key is not null and claimed.team_space_id = p_team_space_id and claimed.principal_id = p_principal_id
          and claimed.route = p_route and claimed.key = p_key;
end
$$;
