-- Frees a claimed key of a request that was refused and has made nothing: the same request may be sent again.
create or replace function gracy.return_idempotency_key(
    p_team_space_id bigint,
    p_principal_id bigint,
    p_route text,
    p_key text) returns void
    language plpgsql as $$
begin
    delete from gracy.idempotency_key claimed
    where claimed.team_space_id = p_team_space_id and claimed.principal_id = p_principal_id
          and claimed.route = p_route and claimed.key = p_key;
end
$$;
