-- A new draft. p_slack_channels: as check_slack_channels has them. Outcomes: ok, replayed, key_reused, and what
-- check_announcement and check_slack_channels say.
create or replace function gracy.create_announcement(
    p_team_space_id bigint,
    p_author_id bigint,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_audience jsonb,
    p_channels text[],
    p_require_ack bool,
    p_quiet_from time,
    p_quiet_until time,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    p_slack_channels jsonb,
    out outcome text,
    out announcement_id bigint,
    out subject text)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/announcements';
    v_check record;
    v_claim record;
begin
    -- First, so that a repeated request is answered whatever has become of its audience since.
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_author_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        announcement_id := v_claim.resource_id;
        return;
    end if;
    v_check := gracy.check_announcement(p_team_space_id, p_title_ko, p_title_en, p_body_ko, p_body_en, p_audience,
                                        p_quiet_from, p_quiet_until);
    if v_check.outcome = 'ok' then
        v_check := gracy.check_slack_channels(p_team_space_id, p_slack_channels);
    end if;
    if v_check.outcome <> 'ok' then
        perform gracy.return_idempotency_key(p_team_space_id, p_author_id, v_route, p_idempotency_key);
        outcome := v_check.outcome;
        subject := v_check.subject;
        return;
    end if;
    insert into gracy.announcement as made
        (team_space_id, author_id, edited_by, title_ko, title_en, body_ko, body_en, audience, channels, require_ack,
         quiet_from, quiet_until)
    values (p_team_space_id, p_author_id, p_author_id, p_title_ko, p_title_en, p_body_ko, p_body_en, p_audience, p_channels,
            p_require_ack, p_quiet_from, p_quiet_until)
    returning made.id into announcement_id;
    perform gracy.put_announcement_channels(p_team_space_id, announcement_id, p_slack_channels);
    perform gracy.settle_idempotency_key(p_team_space_id, p_author_id, v_route, p_idempotency_key, announcement_id);
    perform gracy.note_audit(p_team_space_id, p_author_id, 'announcement.create', 'announcement', announcement_id::text,
                             p_request_id, jsonb_build_object('audience', p_audience, 'channels', p_channels)
                             || case when p_slack_channels is null then '{}'
                                     else jsonb_build_object('slack_channels', p_slack_channels) end);
    outcome := 'ok';
end
$$;

-- In no channel: as the form in Slack begins, which sets its own, and as a server of the release before calls it.
create or replace function gracy.create_announcement(
    p_team_space_id bigint,
    p_author_id bigint,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_audience jsonb,
    p_channels text[],
    p_require_ack bool,
    p_quiet_from time,
    p_quiet_until time,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    out outcome text,
    out announcement_id bigint,
    out subject text)
language sql as $$
    select made.outcome, made.announcement_id, made.subject
    from gracy.create_announcement(p_team_space_id, p_author_id, p_title_ko, p_title_en, p_body_ko, p_body_en, p_audience,
                                   p_channels, p_require_ack, p_quiet_from, p_quiet_until, p_idempotency_key, p_request_hash,
                                   p_request_id, null) as made
$$;
