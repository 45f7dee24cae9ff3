-- A delivery knows by itself where it stands in Slack: the message that it was handed over as is deleted after a month.
alter table gracy.announcement_delivery add slack_team_id text;
update gracy.announcement_delivery delivery
set slack_team_id = coalesce(
        (select message.team_id from gracy.slack_message message
         where message.team_space_id = delivery.team_space_id and message.id = delivery.slack_message_id),
        (select min(person.team_id) from gracy.slack_user person
         where person.team_space_id = delivery.team_space_id and person.member_id = delivery.member_id))
where delivery.slack_ts is not null;
