-- Leaves a sign-in for later with its code, which Slack has certainly not seen.
--
-- kind: write
-- process: worker
-- plan: slack_sign_in_pkey
-- param: browser_hash bytea
-- param: code text
-- param: wait_seconds float8
-- column: browser_hash bytea
update slack_sign_in sign_in
set stage = 'handed_over', code = $2, due_at = now() + $3 * interval '1 second'
where sign_in.browser_hash = $1 and sign_in.stage = 'exchanging'
returning sign_in.browser_hash
