-- The message with which an announcement's author follows it is to be written, or written anew.
create or replace function gracy.show_slack_progress(p_team_space_id bigint, p_id bigint) returns void
    language sql as $$
    insert into gracy.job (kind, lane, payload, available_at, max_attempts)
    values ('slack.show_progress', 'bulk', json_build_object('team_space_id', p_team_space_id, 'announcement_id', p_id), now(), 20);
$$;
