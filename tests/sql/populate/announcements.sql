-- Announcements in every state, with recipients and messages that wait, are on their way, or have ended.
insert into announcement (team_space_id, author_id, edited_by, title_ko, body_ko, audience, channels, require_ack, state, began_at,
                          scheduled_at, submitted_at, planned)
select member.team_space_id, member.id, member.id, '공지 ' || n, '내용', 
       '{"or": [{"all": true}, {"department": "1"}, {"team": "1"}, {"location": "1"}, {"tenure": {"until_months": 24}},
                {"and": [{"members": ["1", "2"]}, {"all": true}]}]}', '{email}', true, state,
       case when state in ('sending', 'sent', 'recalled') then now() end,
       case when state = 'scheduled' then now() - interval '1 minute' end, now(), state <> 'scheduled'
from (select distinct on (team_space_id) team_space_id, id from member order by team_space_id, id) as member,
     unnest(array['draft', 'submitted', 'scheduled', 'sending', 'sent', 'cancelled', 'recalled']) with ordinality as states(state, n),
     generate_series(1, 60);
-- The trigger has written the first text of what has begun.
insert into announcement_text (team_space_id, announcement_id, text_version, title_ko, body_ko, written_by)
select said.team_space_id, said.announcement_id, n, said.title_ko, '고친 내용 ' || n, said.written_by
from announcement_text said, generate_series(2, 8) as n
where said.text_version = 1 and said.title_ko like '공지 %';
insert into announcement_recipient (team_space_id, announcement_id, member_id, locale, tz)
select announcement.team_space_id, announcement.id, member.id, 'ko', 'Asia/Seoul'
from announcement join member on member.team_space_id = announcement.team_space_id and member.id % 7 = announcement.id / 7 % 7
where announcement.state in ('sending', 'sent', 'recalled') and announcement.title_ko like '공지 %';
insert into announcement_delivery (team_space_id, announcement_id, member_id, channel, state, due_at)
select team_space_id, announcement_id, member_id, 'email',
       (array['sent', 'sent', 'failed', 'waiting', 'sent', 'sending'])[1 + (member_id + announcement_id) % 6], now()
from announcement_recipient
on conflict do nothing; -- the demo's have theirs
-- The first that is being sent in each team space has nothing left to do.
update announcement_delivery delivery
set state = 'sent'
from (select team_space_id, min(id) as id from announcement where state = 'sending' group by team_space_id) as first
where delivery.team_space_id = first.team_space_id and delivery.announcement_id = first.id;
insert into delivery_lane (channel, transport, per_minute)
select 'channel ' || n, 'smtp', 60 from generate_series(1, 600) as n;
insert into delivery_bucket (team_space_id, channel, tokens, filled_at)
select id, 'email', 5, now() - interval '1 hour' from team_space;
