-- Leaves an install for later: with its code when Slack has certainly not seen it, without when tokens are to be checked.
--
-- kind: write
-- process: worker
-- plan: slack_install_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: code text?
-- param: wait_seconds float8
-- column: id bigint
update slack_install install
set stage = case when $3::text is null then install.stage else 'handed_over' end, code = $3,
    due_at = now() + $4 * interval '1 second'
where install.team_space_id = $1 and install.id = $2
      and install.stage = case when $3::text is null then 'checking' else 'exchanging' end
returning install.id
