-- The next code of a sign-in that wants a worker.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: lease_seconds int
-- column: browser_hash bytea
-- column: nonce_hash bytea
-- column: code text
-- column: redirect_uri text
select taken.browser_hash, taken.nonce_hash, taken.code, taken.redirect_uri
from take_sign_in($1) as taken
