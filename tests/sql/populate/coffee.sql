-- Programs with participants, people who are kept apart, and a year of rounds.
insert into coffee_program (team_space_id, name, cadence, weekday, at, starts_on, next_round_at, prepare_at)
select id, 'Coffee ' || n, 'weekly', 3, '12:30', now()::date - 365, now() + interval '5 days', now() + interval '4 days'
from team_space, generate_series(1, 2) as n;
insert into coffee_participant (team_space_id, program_id, member_id)
select program.team_space_id, program.id, member.id
from coffee_program program join member on member.team_space_id = program.team_space_id and member.status = 'active'
where not exists (select from coffee_participant taken where taken.team_space_id = program.team_space_id
                  and taken.program_id = program.id and taken.member_id = member.id);
insert into coffee_exclusion (team_space_id, member_id, other_id)
select pair.team_space_id, pair.id, pair.other_id
from (select team_space_id, id, lead(id) over (partition by team_space_id order by id) as other_id
      from member where status = 'active') as pair
where pair.other_id is not null
order by pair.id offset 3 limit 800;
insert into coffee_round (team_space_id, program_id, no, fire_at, seed, seats, groups, left_out, repeats, state, follow_up_at)
select program.team_space_id, program.id, n, now() - n * interval '7 days', n, 2, 1, 0, 0,
       case when n < 2 then 'made' when n < 3 then 'asked' else 'settled' end, case when n < 3 then now() - interval '1 day' end
from coffee_program program, generate_series(1, 20) as n
where program.name like 'Coffee _';
insert into coffee_group (team_space_id, round_id, no, introduction, introduce_at)
select round.team_space_id, round.id, group_no, case when round.no < 2 then 'waiting' else 'in_slack' end, case when round.no < 2 then round.fire_at end
from coffee_round round, generate_series(1, case when round.team_space_id < 4 then 10 else 1 end) as group_no
on conflict do nothing;
insert into coffee_seat (team_space_id, round_id, member_id, group_no)
select round.team_space_id, round.id, person.id, 1 + person.place % 10
from coffee_round round
join (select team_space_id, id, row_number() over (partition by team_space_id order by id) as place
      from member where status = 'active') as person
    on person.team_space_id = round.team_space_id and person.place <= 40
where round.team_space_id < 4
on conflict do nothing;
insert into coffee_pair (team_space_id, program_id, round_no, lo, hi)
select round.team_space_id, round.program_id, round.no, one.member_id, other.member_id
from coffee_round round
join coffee_seat one on one.team_space_id = round.team_space_id and one.round_id = round.id
join coffee_seat other on other.team_space_id = round.team_space_id and other.round_id = round.id
     and other.group_no = one.group_no and other.member_id > one.member_id
on conflict do nothing;
-- Groups whose conversation Slack would not open, and members whom somebody is about to ask whether they met; of some the
-- question never arrived.
update coffee_group set introduction = 'opening' where introduction = 'waiting' and no = 1;
update coffee_seat seat set ask_at = now() - interval '1 hour', slack_message_id = case when seat.member_id % 2 = 0 then -1 end
from coffee_round round
where round.team_space_id = seat.team_space_id and round.id = seat.round_id and round.state = 'asked';
