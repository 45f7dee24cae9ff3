-- What Slack shows around an announcement is to be looked at: the message with which its author follows it, and those in
-- which others are asked to approve it. Where Slack never was there is nothing to look at.
-- A worker of before, to which slack.show_progress is the former alone, does not know this kind and leaves it to others.
create or replace function gracy.show_slack_progress(p_team_space_id bigint, p_id bigint) returns void
    language sql as $$
    insert into gracy.job (kind, lane, payload, available_at, max_attempts)
    select 'slack.show_announcement', 'bulk', json_build_object('team_space_id', p_team_space_id, 'announcement_id', p_id), now(), 20
    where exists (select from gracy.slack_installation installation where installation.team_space_id = p_team_space_id);
$$;
