-- Of the tokens that expire, in all team spaces: how long the first one still works (0 without one, negative when it is
-- over), and how many cannot be refreshed.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: slack_installation_by_expiry
-- column: expires_in_seconds float8
-- column: lost bigint
select coalesce(extract(epoch from min(installation.token_expires_at) - now()), 0)::float8,
       count(installation.refresh_error)
from slack_installation installation
where installation.token_expires_at is not null
