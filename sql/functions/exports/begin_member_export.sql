-- Begins an export of all members. Outcomes: stream (to be sent at once), job (more than p_most_rows: the worker writes
-- it; id is its export, the one that is being written already for the same p_scopes when there is one), too_many_exports (as
-- create_export). Either way the audit log tells of it.
create or replace function gracy.begin_member_export(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_format text,
    p_most_rows bigint,
    p_request_id text,
    p_scopes bigint,
    out outcome text,
    out id bigint)
language plpgsql as $$
begin
    if (select count(*)
        from (select from gracy.member
              where member.team_space_id = p_team_space_id
              limit p_most_rows + 1) as counted) <= p_most_rows then
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'export.stream', 'dataset', 'members', p_request_id,
                                 jsonb_build_object('dataset', 'members', 'format', p_format));
        outcome := 'stream';
        return;
    end if;
    -- Requests of one member wait for one another, so that who asks twice at once gets one export.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id
    for no key update;
    select export.id into id
    from gracy.export_job export
    where export.team_space_id = p_team_space_id and export.requester_id = p_actor_id and export.dataset = 'members'
          and export.format = p_format and export.scopes is not distinct from p_scopes and export.state in ('queued', 'running') and export.expires_at > now()
    order by export.id desc
    limit 1;
    if found then
        outcome := 'job';
        return;
    end if;
    select made.outcome, made.id into outcome, id
    from gracy.create_export(p_team_space_id, p_actor_id, 'members', p_format, null, null, p_request_id, p_scopes) as made;
    if outcome = 'ok' then
        outcome := 'job';
    end if;
end
$$;

-- As servers of the release before call it: with all that the role allows.
create or replace function gracy.begin_member_export(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_format text,
    p_most_rows bigint,
    p_request_id text,
    out outcome text,
    out id bigint)
language plpgsql as $$
begin
    select begun.outcome, begun.id into outcome, id
    from gracy.begin_member_export(p_team_space_id, p_actor_id, p_format, p_most_rows, p_request_id, null) as begun;
end
$$;
