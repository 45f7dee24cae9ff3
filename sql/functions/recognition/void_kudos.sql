-- Takes a gift back: by its giver within a day, or at any time by somebody who manages recognition, with a reason that
-- the audit log keeps and the giver reads (take_back_gifts).
create or replace function gracy.void_kudos(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_kudos_id bigint,
    p_version int,
    p_reason text,
    p_request_id text,
    out outcome text,
    out refunded int)
language plpgsql as $$
declare
    v_gift record;
    v_recipient_ids bigint[];
    v_by_manager bool := p_reason is not null;
    v_now timestamptz := now();
begin
    select kudos.giver_id, kudos.visibility, kudos.points, kudos.created_at, kudos.version into v_gift
    from gracy.kudos
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.voided_at is null
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    v_recipient_ids := array(
        select recipient.member_id
        from gracy.kudos_recipient recipient
        where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id);
    outcome := gracy.may_change_kudos(p_actor_id, v_gift.giver_id, v_recipient_ids, v_gift.visibility);
    if v_by_manager then
        outcome := 'ok';
    elsif outcome = 'ok' and v_gift.created_at < v_now - interval '24 hours' then
        outcome := 'window_over';
    end if;
    if outcome = 'ok' and p_version not in (0, v_gift.version) then
        outcome := 'version_mismatch';
    end if;
    if outcome <> 'ok' then
        return;
    end if;

    refunded := gracy.take_back_gifts(p_team_space_id, array[p_kudos_id], p_actor_id, p_reason);
    if v_by_manager then
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'kudos.void', 'kudos', p_kudos_id::text, p_request_id,
                                 jsonb_build_object('reason', p_reason));
        perform gracy.notify_member(
            p_team_space_id, v_gift.giver_id, 'kudos.voided',
            'An administrator took back kudos that you gave: ' || p_reason,
            normalize('관리자가 내 칭찬을 취소했어요: ' || p_reason, nfc), 'kudos', p_kudos_id::text);
    end if;
end
$$;
