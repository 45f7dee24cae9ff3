-- Messages that went, that wait and that never arrived, in several workspaces; events that somebody has handled.
insert into slack_message (team_space_id, team_id, method, channel, arguments, state, due_at, ended_at, dedupe_key)
select installation.team_space_id, installation.team_id, 'chat.postMessage', 'U' || n, '{"text": "x"}',
       (array['waiting', 'sent', 'failed', 'sent'])[1 + n % 4], now() - interval '1 hour',
       case when n % 4 > 0 then now() - interval '1 day' end, 'test/' || n
from slack_installation installation, generate_series(1, 20) as n
where installation.team_id is not null;
insert into slack_lane (team_space_id, team_id, method, tokens, filled_at, next_at)
select team_space_id, team_id, method, 5, now(), case when method = 'chat.update' then 'infinity' else now() + interval '1 hour' end
from slack_installation, unnest(array['chat.postMessage', 'chat.update', 'views.publish']) as method
where team_id is not null;
update slack_installation set token_sealed = '\x00', key_id = '0123abcd' where team_id = 'T0HANBIT01';
update slack_lane set next_at = now() - interval '1 minute' where team_id = 'T0HANBIT01';
insert into processed_event (event_id, processed_at) select 'EvDone' || n, now() - interval '1 minute' * n from generate_series(1, 3000) as n;
update event_log set handled_at = now() where event_id like 'Ev%' and length(event_id) > 4;
insert into slack_reaction_kudos (team_space_id, team_id, channel, message_ts, user_id, reaction, kudos_id)
select team_space_id, 'T0HANBIT01', 'C0HANBIT01', '1355517523.' || id, 'U0HB000002', 'rocket', id
from kudos where team_space_id = (select id from team_space where slug = 'hanbit') order by id limit 1000;
