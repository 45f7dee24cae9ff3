-- Puts the next run of a sender into the queue. A sender is a chain of short jobs: each sends for some seconds and
-- queues the next one, so that announcements take turns and a worker stops soon. The dedupe key makes each step happen
-- once however often its predecessor is run again; the attempts are as good as endless, because a chain that ends
-- early would forget people.
create or replace function gracy.queue_announcement_delivery(
    p_team_space_id bigint,
    p_id bigint,
    p_run text,
    p_sender int,
    p_step int,
    p_at timestamptz) returns void
    language plpgsql as $$
begin
    insert into gracy.job (kind, lane, payload, available_at, max_attempts, dedupe_key)
    values ('announcements.deliver', 'bulk',
            json_build_object('team_space_id', p_team_space_id, 'announcement_id', p_id, 'run', p_run, 'sender', p_sender,
                              'step', p_step),
            p_at, 1000000, concat_ws('/', p_team_space_id, p_id, p_run, p_sender, p_step))
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
end
$$;
