-- Tokens that expire (docs.slack.dev/authentication/using-token-rotation): what the next ones are had for, and how far that is.
alter table gracy.slack_installation
    -- Sealed with the token's key. Used up by asking once, so that it is begun in one transaction and ended in another.
    add refresh_sealed bytea,
    add token_expires_at timestamptz,
    -- When to ask; while a worker does, when another one may.
    add refresh_due_at timestamptz,
    -- Asked, and the end is not written: found in it later, the answer may be lost.
    add refresh_begun_at timestamptz,
    -- Why the token cannot be refreshed any more, as Slack calls it: the workspace must be installed again before it expires.
    add refresh_error text;
create index slack_installation_by_refresh on gracy.slack_installation (refresh_due_at) where refresh_due_at is not null;
create index slack_installation_by_expiry on gracy.slack_installation (token_expires_at) where token_expires_at is not null;
