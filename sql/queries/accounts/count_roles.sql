-- How many rows list_roles has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: role_grant_pkey
-- param: team_space_id bigint
-- column: total bigint
select count(*) from role_grant held where held.team_space_id = $1 and held.scope_kind = 'team_space'
