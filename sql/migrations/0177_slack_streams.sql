-- Answers that grow in Slack while they are made (chat.startStream and its kin): one for each question in a conversation with
-- the bot. Whoever works at one holds its lease, and writes down what it is about to call before it calls.
create table gracy.slack_stream (
    team_space_id bigint not null references gracy.team_space (id),
    -- It outlives its question, so that none is left open in Slack.
    question_id bigint not null,
    team_id text not null,
    enterprise_id text,
    channel text not null,
    thread_ts text not null,
    -- Of the question.
    language text not null check (language in ('ko', 'en')),
    -- opening: Slack has not said its ts yet. open: it grows. alone: there is no stream, and the answer comes as a message.
    state text not null default 'opening' check (state in ('opening', 'open', 'alone', 'ended')),
    ts text,
    -- The call of which nobody knows any more whether Slack has acted, when it is found by the next lease.
    calling text check (calling in ('chat.startStream', 'chat.appendStream', 'chat.stopStream')),
    -- [{"step": ...}, ...] of the answer's making, and how many of them it shows.
    progress jsonb not null default '[]',
    shown int not null default 0,
    -- How many parts of the answer stand in it.
    parts int not null default 0,
    -- stopped: by its reader. lost: nobody knows what of it has arrived, or Slack has closed it. Either is written anew, whole.
    broken text check (broken in ('stopped', 'lost')),
    -- Counts leases: who has lost theirs writes no more.
    run int not null default 0,
    -- Leases without an end since the last that did something.
    tries int not null default 0,
    due_at timestamptz not null default now(),
    leased_until timestamptz not null default '-infinity',
    created_at timestamptz not null default now(),
    ended_at timestamptz,
    -- Of the question, as its end has told it; null: it has told nothing, because Gracy was taken out.
    outcome text,
    primary key (team_space_id, question_id),
    check ((state = 'ended') = (ended_at is not null)),
    check (state <> 'open' or ts is not null),
    check (outcome is null or state = 'ended')
) with (fillfactor = 70);
create index slack_stream_due on gracy.slack_stream (due_at) where state <> 'ended';
create unique index slack_stream_by_ts on gracy.slack_stream (team_space_id, team_id, channel, ts) where ts is not null;
create index slack_stream_by_end on gracy.slack_stream (ended_at) where ended_at is not null;
select gracy.protect_table('slack_stream', false);
