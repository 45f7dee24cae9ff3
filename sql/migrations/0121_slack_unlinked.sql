-- Somebody has said that this person in Slack is not that member: their address does not make them one again.
alter table gracy.slack_user add column unlinked_at timestamptz;
