-- Has the assistant draft the message of a kudos whose form is open: p_request is what the form is shown anew with
-- (slack.open_view), at once when the draft is there, and else after a while, to say so. Outcomes: ok (task_id), no_recipient,
-- too_short, not_offered, too_many_tasks, unknown_workspace, not_member.
create or replace function gracy.draft_kudos_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_recipient_ids bigint[],
    p_words text,
    p_key text,
    p_request jsonb,
    out outcome text,
    out task_id bigint)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_version int;
    v_names text;
    v_started record;
    v_late_at constant timestamptz := now() + interval '25 seconds';
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    select kind.version into v_version from gracy.assistant_kind kind where kind.name = 'recognition_draft';
    select string_agg(named.name, ', ') into v_names
    from (select gracy.name_in(v_caller.locale, member.name, member.name_en) as name
          from gracy.member
          where member.team_space_id = v_team_space_id and member.id = any (p_recipient_ids) and member.id <> v_caller.member_id
          order by member.id
          limit 10) as named;
    outcome := case when v_team_space_id is null then 'unknown_workspace'
                    when v_caller.member_id is null then 'not_member'
                    when v_version is null then 'not_offered'
                    when v_names is null then 'no_recipient'
                    when length(p_words) < 5 then 'too_short' end;
    if outcome is not null then
        return;
    end if;
    v_started := gracy.start_assistant_task(
        v_team_space_id, v_caller.member_id, 'recognition_draft', v_version,
        json_build_object('recipient', left(v_names, 100), 'words', left(p_words, 500))::text,
        p_key, sha256(convert_to(concat_ws('/', p_key, v_names, p_words), 'UTF8')));
    outcome := case when v_started.outcome in ('replayed', 'joined') then 'ok' when v_started.outcome = 'key_reused' then 'too_many_tasks'
                    else v_started.outcome end;
    task_id := v_started.id;
    if outcome <> 'ok' then
        return;
    end if;
    insert into gracy.job as shown (kind, lane, payload, available_at, max_attempts, dedupe_key)
    values ('slack.open_view', 'interactive',
            (p_request || jsonb_build_object('draft_task', task_id::text,
                                            'received_at_us', (extract(epoch from v_late_at) * 1000000)::bigint))::json,
            v_late_at, 1, concat_ws('/', 'draft', v_team_space_id, task_id))
    on conflict (kind, dedupe_key) where dedupe_key is not null do update
        set payload = excluded.payload
        where shown.state = 'queued';
end
$$;
