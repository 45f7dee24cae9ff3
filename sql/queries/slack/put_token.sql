-- Keeps the sealed bot token of an installation, one that does not expire, and which key it is sealed with.
--
-- kind: write
-- process: worker
-- plan: slack_installation_pkey|slack_installation_by_team_space|slack_installation_by_organization
-- param: team_space_id bigint
-- param: id bigint
-- param: token_sealed bytea
-- param: key_id text
-- column: id bigint
update slack_installation installation
set token_sealed = $3, key_id = $4, refresh_sealed = null, token_expires_at = null, refresh_due_at = null,
    refresh_begun_at = null, refresh_error = null
where installation.team_space_id = $1 and installation.id = $2
returning installation.id
