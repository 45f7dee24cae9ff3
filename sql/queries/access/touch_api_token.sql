-- Notes that a token was used today; writes at most once a day.
--
-- kind: write
-- process: nginx
-- plan: api_token_pkey
-- param: team_space_id bigint
-- param: token_id bigint
-- column: noted bool
with noted as (
    update api_token
    set last_used_on = (now() at time zone 'UTC')::date
    where api_token.team_space_id = $1 and api_token.id = $2
          and api_token.last_used_on is distinct from (now() at time zone 'UTC')::date
    returning 1
)
select exists (select from noted)
