-- Writes that an attempt to refresh gave no tokens: to be made again after a while (wait_seconds), or never (null). An
-- attempt that Slack may have seen stays begun.
--
-- kind: write
-- process: worker
-- plan: slack_installation_pkey|slack_installation_by_team_space|slack_installation_by_organization
-- param: team_space_id bigint
-- param: id bigint
-- param: begun_at timestamptz
-- param: error text
-- param: wait_seconds float8?
-- param: was_seen bool
-- column: id bigint
update slack_installation installation
set refresh_due_at = now() + $5 * interval '1 second',
    refresh_begun_at = case when $6 and $5 is not null then installation.refresh_begun_at end,
    refresh_error = case when $5 is null then $4 end,
    refresh_sealed = case when $5 is not null then installation.refresh_sealed end
where installation.team_space_id = $1 and installation.id = $2 and installation.refresh_begun_at = $3
returning installation.id
