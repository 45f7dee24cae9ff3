-- Keeps the same tokens sealed with another key, unless they have changed since they were read.
--
-- kind: write
-- process: worker
-- plan: slack_installation_by_team_space|slack_installation_pkey|slack_installation_by_organization
-- param: team_space_id bigint
-- param: id bigint
-- param: old_token_sealed bytea
-- param: token_sealed bytea
-- param: refresh_sealed bytea?
-- param: key_id text
-- column: id bigint
update slack_installation installation
set token_sealed = $4, refresh_sealed = $5, key_id = $6
where installation.team_space_id = $1 and installation.id = $2 and installation.token_sealed = $3
returning installation.id
