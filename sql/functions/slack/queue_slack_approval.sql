-- Whoever may approve an announcement is to be asked in Slack, once for what stands there now.
create or replace function gracy.queue_slack_approval(p_team_space_id bigint, p_id bigint) returns void
    language sql as $$
    insert into gracy.job (kind, lane, payload, available_at, max_attempts, dedupe_key)
    select 'slack.ask_approval', 'bulk', json_build_object('team_space_id', p_team_space_id, 'announcement_id', p_id), now(), 20,
           concat_ws('/', p_team_space_id, p_id, announcement.version)
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
$$;
