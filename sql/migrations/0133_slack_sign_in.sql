-- Sign in with Slack (docs.slack.dev/authentication/sign-in-with-slack): browsers that Slack has sent back with a code, and
-- what became of them. What somebody is here is known at the end only, so this is no team space's table until then.
--
-- handed_over: the code waits for a worker. exchanging: it is being exchanged, which is done once; this is committed before
-- the call, so that a row found in it later was cut off in the middle and ends as failed, `unclear`. verified: Slack has
-- said who it is, and they are a member; the browser opens its session. signed_in: it has.
create table gracy.slack_sign_in (
    -- SHA-256 of the secret in the browser's cookie; that it belongs to `state` was checked before.
    browser_hash bytea primary key check (octet_length(browser_hash) = 32),
    -- SHA-256 of what Slack has to repeat in the ID token.
    nonce_hash bytea not null check (octet_length(nonce_hash) = 32),
    redirect_uri text not null,
    stage text not null check (stage in ('handed_over', 'exchanging', 'verified', 'signed_in', 'failed')),
    -- Worth nothing without the app's secret, and taken out when its exchange begins.
    code text,
    -- When a worker may take it; while one works on it, until when nobody else may.
    due_at timestamptz,
    -- Of the code; once it is verified, of the time in which the browser may open its session.
    expires_at timestamptz not null,
    -- Of what failed: as Slack calls it, what is wrong with the ID token, or unclear, code_expired, not_connected,
    -- not_a_member, not_active.
    error text,
    team_space_id bigint,
    member_id bigint,
    created_at timestamptz not null default now(),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index slack_sign_in_open on gracy.slack_sign_in (due_at) where stage in ('handed_over', 'exchanging');
create index slack_sign_in_by_age on gracy.slack_sign_in (created_at);
create index slack_sign_in_by_member on gracy.slack_sign_in (team_space_id, member_id);
select gracy.protect_table('slack_sign_in', false);
