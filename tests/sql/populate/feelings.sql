-- Everybody wants their notes read: the newest one of each is being read, the others have cards, some of them shown to
-- others.
insert into feeling_preference (team_space_id, member_id, wanted) select team_space_id, id, true from member;
update mood_entry entry
set note_sealed = decode(repeat('00', 60), 'hex'), note_key_id = '0123abcd'
where on_date = (select max(newest.on_date) from mood_entry newest
                 where newest.team_space_id = entry.team_space_id and newest.member_id = entry.member_id);
insert into feeling (team_space_id, member_id, on_date, state, card_sealed, card_key_id, finished_at)
select team_space_id, member_id, on_date, case when note_sealed is null then 'done' else 'queued' end,
       case when note_sealed is null then decode(repeat('00', 60), 'hex') end, case when note_sealed is null then '0123abcd' end,
       case when note_sealed is null then now() end
from mood_entry;
update feeling set reserved = 5, paid_on = on_date, paid_as = 'feeling_card' where state = 'queued';
insert into feeling_share (team_space_id, member_id, on_date, recipient_id, card_sealed, card_key_id)
select card.team_space_id, card.member_id, card.on_date, reader.id, card.card_sealed, card.card_key_id
from feeling card
join lateral (select member.id from member where member.team_space_id = card.team_space_id and member.id > card.member_id
              order by member.id limit 1) as reader on true
where card.state = 'done' and card.id % 5 = 0;
