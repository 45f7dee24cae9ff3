-- What gracy.purge_history deletes is found by its age.
create index member_notice_by_age on gracy.member_notice (created_at);
create index member_notice_read on gracy.member_notice (read_at) where read_at is not null;
create index survey_reminder_delivered on gracy.survey_reminder (delivered_at) where delivered_at is not null;
create index wallet_challenge_by_end on gracy.wallet_challenge (expires_at);
create index slack_reaction_by_age on gracy.slack_reaction_kudos (told_at);
-- Of those from before there was a clock.
update gracy.slack_reaction_kudos given
set told_at = extract(epoch from kudos.created_at)
from gracy.kudos
where given.told_at is null and kudos.team_space_id = given.team_space_id and kudos.id = given.kudos_id;
