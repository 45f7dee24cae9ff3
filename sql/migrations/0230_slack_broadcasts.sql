-- What somebody waits for goes before what many are told.
alter table gracy.slack_message add is_broadcast bool not null default false;
update gracy.slack_message message
set is_broadcast = true
where message.state in ('waiting', 'sending')
      and (message.dedupe_key like 'notice/%' or message.dedupe_key like 'announcement/%');
drop index gracy.slack_message_open;
create index slack_message_open on gracy.slack_message (team_space_id, team_id, method, is_broadcast, due_at, id)
    where state in ('waiting', 'sending');
