-- Takes a gift back: by its giver within a day, or at any time by somebody who manages recognition, with a reason that
-- the audit log keeps and the giver reads. What it cost, and what others added to it, comes back to whoever paid it in
-- the present period of allowances; what was paid in an earlier one is gone with it. Counters forget all of it.
--
-- Locks in the order of everything here: the gift, the allowances by member, the counters, the periods of analytics.
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
    v_tz text;
    v_period_start date;
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

    select team_space.tz, terms.starts_on into v_tz, v_period_start
    from gracy.team_space
    join gracy.recognition_policy policy on policy.team_space_id = team_space.id
    cross join gracy.allowance_terms(policy, (v_now at time zone team_space.tz)::date) as terms
    where team_space.id = p_team_space_id;

    update gracy.kudos
    set voided_at = v_now, voided_by = p_actor_id, void_reason = p_reason
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id;

    refunded := gracy.refund_kudos(p_team_space_id, p_kudos_id, v_gift.giver_id, v_period_start,
                                   v_period_start::timestamp at time zone v_tz);
    perform gracy.uncount_gift(p_team_space_id, p_kudos_id);
    perform gracy.reopen_activity(p_team_space_id, p_kudos_id);
    perform gracy.tell_of_void(p_team_space_id, p_kudos_id, v_period_start::timestamp at time zone v_tz);

    if v_by_manager then
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'kudos.void', 'kudos', p_kudos_id::text, p_request_id,
                                 jsonb_build_object('reason', p_reason));
        perform gracy.notify_member(
            p_team_space_id, v_gift.giver_id, 'kudos.voided',
            'An administrator took back kudos that you gave: ' || p_reason,
            normalize('관리자가 보내신 칭찬을 취소했어요: ' || p_reason, nfc), 'kudos', p_kudos_id::text);
    end if;
end
$$;
