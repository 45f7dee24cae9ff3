-- Keeps the code that a browser was sent back with, for a worker to exchange, or why there is none; whether it is new: the
-- browser may come back with it as often as it likes.
--
-- kind: write
-- process: nginx
-- plan: none (an insert)
-- param: browser_hash bytea
-- param: nonce_hash bytea
-- param: redirect_uri text
-- param: code text?
-- param: error text?
-- column: received bool
with received as (
    insert into slack_sign_in (browser_hash, nonce_hash, redirect_uri, stage, code, due_at, expires_at, error)
    values ($1, $2, $3, case when $4::text is null then 'failed' else 'handed_over' end, $4,
            case when $4::text is not null then now() end, now() + interval '9 minutes', $5)
    on conflict (browser_hash) do nothing
    returning 1
)
select exists (select from received)
