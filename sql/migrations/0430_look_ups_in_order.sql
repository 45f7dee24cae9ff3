-- A few rows in order, out of the index that finds them: who asks for one person's account in Slack, or for those who sit together,
-- does not walk through everybody.
create index slack_user_of_member on gracy.slack_user (team_space_id, member_id, team_id, user_id);
drop index gracy.slack_user_by_member;
alter index gracy.slack_user_of_member rename to slack_user_by_member;

create index coffee_seat_of_group on gracy.coffee_seat (team_space_id, round_id, group_no, member_id);
drop index gracy.coffee_seat_by_group;
alter index gracy.coffee_seat_of_group rename to coffee_seat_by_group;
