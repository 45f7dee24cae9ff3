-- Where a command or a click may be answered later (docs.slack.dev/interactivity/handling-user-interaction, "Message
-- responses"): five times within half an hour. Whoever has the address speaks in the person's conversation, so it
-- stands here no longer than it is good for; what else has it is the event log, which keeps a delivery whole. Not a team space's table: it is kept before anybody knows whose it is.
create table gracy.slack_response_url (
    -- SHA-256 of the address: what jobs call it.
    hash bytea primary key check (octet_length(hash) = 32),
    url text not null,
    uses int not null default 0 check (uses between 0 and 5),
    expires_at timestamptz not null
);
create index slack_response_url_by_end on gracy.slack_response_url (expires_at);
grant select, insert, update, delete on gracy.slack_response_url to gracy_app;

-- It counts them, too.
drop function if exists gracy.purge_slack(int);
