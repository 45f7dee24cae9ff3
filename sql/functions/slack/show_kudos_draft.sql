-- A task has ended: a form that waits for it (draft_kudos_from_slack) shows what came of it.
create or replace function gracy.show_kudos_draft(p_team_space_id bigint, p_task_id bigint) returns void
    language plpgsql as $$
begin
    update gracy.job shown
    set available_at = now(),
        payload = (shown.payload::jsonb || jsonb_build_object('received_at_us', (extract(epoch from clock_timestamp()) * 1000000)::bigint))::json
    where shown.kind = 'slack.open_view' and shown.dedupe_key = concat_ws('/', 'draft', p_team_space_id, p_task_id)
          and shown.state = 'queued';
end
$$;
