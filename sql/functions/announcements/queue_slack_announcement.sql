-- Puts the next run of what brings an announcement into Slack into the queue; a chain like queue_announcement_delivery's,
-- with one link at a time, because it only hands messages over.
create or replace function gracy.queue_slack_announcement(
    p_team_space_id bigint,
    p_id bigint,
    p_run text,
    p_step int,
    p_at timestamptz) returns void
    language plpgsql as $$
begin
    insert into gracy.job (kind, lane, payload, available_at, max_attempts, dedupe_key)
    values ('slack.announce', 'bulk',
            json_build_object('team_space_id', p_team_space_id, 'announcement_id', p_id, 'run', p_run, 'step', p_step),
            p_at, 1000000, concat_ws('/', p_team_space_id, p_id, p_run, p_step))
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
end
$$;
