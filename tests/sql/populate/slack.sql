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
-- An announcement in Slack, of which some deliveries were handed over with an older text, and one that was recalled while a
-- message was on its way.
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, require_ack, state, began_at,
                          planned, text_version) overriding system value
select space.id, place.id, (select min(id) from member where team_space_id = space.id), (select min(id) from member where team_space_id = space.id),
       '공지', '내용', '{"all": true}', '{slack}', true, place.state, now(), true, 2
from team_space space, (values (-1, 'sent'), (-2, 'recalled')) as place(id, state)
where space.slug = 'hanbit';
insert into announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)
select person.team_space_id, place, person.member_id, 'ko', 'Asia/Seoul'
from slack_user person, unnest(array[-1, -2]) as place
where person.team_id = 'T0HANBIT01' and person.member_id is not null
on conflict do nothing;
insert into slack_message (team_space_id, team_id, method, channel, arguments, state, due_at, ended_at, dedupe_key)
select team_space_id, 'T0HANBIT01', 'chat.postMessage', 'U' || member_id, '{"text": "x"}', (array['waiting', 'sent'])[1 + member_id % 2],
       now() + interval '1 hour', case when member_id % 2 = 1 then now() end, 'announcement/-1/' || member_id
from announcement_recipient
where announcement_id = -1 and member_id % 3 = 0;
insert into slack_message (team_space_id, team_id, method, channel, arguments, state, due_at, dedupe_key)
select id, 'T0HANBIT01', 'chat.postMessage', 'U0', '{"text": "x"}', 'sending', now() + interval '1 hour', 'announcement/-2'
from team_space where slug = 'hanbit';
insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, state, due_at, slack_message_id, slack_channel,
                                   slack_ts, slack_text_version)
select recipient.team_space_id, -1, recipient.member_id, 'slack', coalesce(message.state, 'waiting'), now() - interval '1 minute', message.id,
       case when message.state = 'sent' then 'D' || recipient.member_id end, case when message.state = 'sent' then '1.1' end,
       case when message.id is not null then 1 end
from announcement_recipient recipient
left join slack_message message on message.team_space_id = recipient.team_space_id and message.dedupe_key = 'announcement/-1/' || recipient.member_id
where recipient.announcement_id = -1;
insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, state, due_at, slack_message_id)
select message.team_space_id, -2, (select min(member_id) from announcement_recipient where announcement_id = -2), 'slack', 'sending', now(), message.id
from slack_message message where dedupe_key = 'announcement/-2';
-- Two of which corrections wait for an approval.
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, began_at, planned, correction,
                          correction_by, correction_at) overriding system value
select space.id, place, last.member_id, last.member_id, '공지', '내용', '{"all": true}', '{slack}', 'sent', now(), true,
       '{"title_ko": "공지", "body_ko": "고친 내용", "title_en": null, "body_en": null}', last.member_id, now()
from team_space space, lateral (select max(id) as member_id from member where team_space_id = space.id) as last, unnest(array[-3, -4]) as place
where space.slug = 'hanbit';
-- Channels of the first: one in which it stands with an older text, one in which it does not yet, and others' by the thousand.
insert into announcement_channel (team_space_id, announcement_id, team_id, channel, state, slack_message_id, slack_ts, slack_text_version)
select space.id, -1, 'T0HANBIT01', place.channel, place.state, place.message_id, place.ts, place.text_version
from team_space space, (values ('C1', 'sent', 1::bigint, '1.1', 1), ('C2', 'waiting', null, null, null)) as place(channel, state, message_id, ts, text_version)
where space.slug = 'hanbit';
insert into announcement_channel (team_space_id, announcement_id, team_id, channel, state, slack_message_id, slack_ts, slack_text_version)
select team_space_id, id, 'T0HANBIT01', 'C' || number, 'sent', id * 10 + number, '1.1', 1
from announcement, generate_series(1, 3) as number
where id > 0 and state = 'sent';
-- What is shown around an announcement that waits for an approval, and an older version of it that did.
insert into slack_message (team_space_id, team_id, method, channel, arguments, state, due_at, ended_at, slack_channel, slack_ts, dedupe_key)
select asked.team_space_id, 'T0HANBIT01', place.method, 'U0', '{"text": "old"}', place.state, now() + interval '1 hour',
       case when place.state = 'sent' then now() end, 'D0', '1.1', concat_ws('/', place.kind, asked.id, place.rest)
from announcement asked
join team_space on team_space.id = asked.team_space_id and team_space.slug = 'hanbit'
cross join lateral (select min(id) as first, max(id) as last from member where team_space_id = asked.team_space_id) as people
cross join lateral (values ('announcement control', null, 'chat.postMessage', 'sent'), ('announcement control', 'now', 'chat.update', 'sent'),
                           ('approval', '0/' || people.first, 'chat.postMessage', 'sent'), ('approval', '0/' || people.last, 'chat.postMessage', 'waiting'))
     as place(kind, rest, method, state)
where asked.state = 'submitted';
-- A post about celebrations that waits.
insert into slack_message (team_space_id, team_id, method, channel, arguments, state, due_at, dedupe_key)
select id, 'T0HANBIT01', 'chat.postMessage', 'C0HANBIT01', '{"text": "x"}', 'waiting', now() + interval '1 hour', 'celebrations'
from team_space where slug = 'hanbit';
update celebration_occurrence occurrence set slack_message_id = message.id
from slack_message message
where message.dedupe_key = 'celebrations' and occurrence.team_space_id = message.team_space_id and occurrence.state = 'planned'
      and occurrence.on_date < now()::date + 20;
-- Members with hours of their own, and some who pause.
insert into quiet_hours (team_space_id, member_id, quiet_from, quiet_until, paused_until)
select team_space_id, id, '22:00', '07:00', case when id % 7 = 0 then now() + interval '1 day' end from member;

-- Addresses at which commands and clicks may be answered later.
insert into slack_response_url (hash, url, uses, expires_at)
select sha256(n::text::bytea), 'https://hooks.slack.com/commands/T0HANBIT01/' || n, n % 6, now() + (n % 45 - 15) * interval '1 minute'
from generate_series(1, 5000) as n;
