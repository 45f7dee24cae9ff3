-- What became of Slack's events: each has its effect once, whatever is killed and however often it comes.
alter table gracy.event_log add handled_at timestamptz;
-- Commands are answered when they come; their copies are for people who look things up.
create index event_log_open on gracy.event_log (received_at, event_id) where handled_at is null and kind <> 'command';

-- Written in the transaction of the effect. Kept longer than an event's key in any store, so that a copy that is found
-- there late has none.
create table gracy.processed_event (
    event_id text primary key,
    processed_at timestamptz not null default now()
);
create index processed_event_by_age on gracy.processed_event (processed_at);
grant select, insert, update, delete on gracy.processed_event to gracy_app;

alter table gracy.slack_user
    add is_guest bool not null default false,
    -- By Slack's own clock: of two changes that arrive in the wrong order the later one stays.
    add changed_at timestamptz;

-- Which kudos a reaction gave, so that it can be taken back: one for each person, message and emoji.
create table gracy.slack_reaction_kudos (
    team_space_id bigint not null,
    team_id text not null,
    channel text not null,
    message_ts text not null,
    user_id text not null,
    reaction text not null,
    kudos_id bigint not null,
    primary key (team_space_id, team_id, channel, message_ts, user_id, reaction),
    foreign key (team_space_id, kudos_id) references gracy.kudos (team_space_id, id) on delete cascade
);
create index slack_reaction_by_kudos on gracy.slack_reaction_kudos (team_space_id, kudos_id);
select gracy.protect_table('slack_reaction_kudos', false);

-- When a notice is to be told in Slack; null: it was, or there is nobody to tell. Those of before this are not.
alter table gracy.member_notice add tell_at timestamptz;
create index member_notice_to_tell on gracy.member_notice (tell_at) where tell_at is not null;
