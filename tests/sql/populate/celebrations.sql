-- Holidays, and what there is to celebrate, as the worker plans it.
insert into holiday (team_space_id, on_date, name)
select id, now()::date + n * 11, 'Holiday ' || n from team_space, generate_series(-3, 3) as n
on conflict do nothing;
select count(plan_celebrations(team_space_id, ids))
from (select team_space_id, array_agg(id) as ids from member group by team_space_id) as everybody;
insert into celebration_occurrence (team_space_id, member_id, kind, on_date, post_on, state, posted_at)
select team_space_id, id, 'birthday', now()::date - n * 30, now()::date - n * 30, 'posted', now()
from member, generate_series(1, 12) as n
where status = 'active';
-- Team spaces that tell it in Slack.
update celebration_settings set slack_channel = 'C0HANBIT01', look_at = now();
