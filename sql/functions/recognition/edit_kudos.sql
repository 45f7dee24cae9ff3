-- Changes what a gift says, by its giver within a quarter of an hour.
create or replace function gracy.edit_kudos(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_kudos_id bigint,
    p_version int,
    p_message text,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_gift record;
    v_now timestamptz := now();
begin
    select kudos.giver_id, kudos.visibility, kudos.created_at, kudos.version, policy.shortest_message,
           array(select recipient.member_id
                 from gracy.kudos_recipient recipient
                 where recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id) as recipient_ids
    into v_gift
    from gracy.kudos
    join gracy.recognition_policy policy on policy.team_space_id = p_team_space_id
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id and kudos.voided_at is null
    for no key update of kudos;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    outcome := gracy.may_change_kudos(p_actor_id, v_gift.giver_id, v_gift.recipient_ids, v_gift.visibility);
    if outcome <> 'ok' then
        return;
    end if;
    outcome := case
        when v_gift.created_at < v_now - interval '15 minutes' then 'window_over'
        when p_version not in (0, v_gift.version) then 'version_mismatch'
        when btrim(p_message, E' \t\n\r') = '' then 'invalid_message'
        when length(p_message) < v_gift.shortest_message then 'message_too_short'
        else 'ok' end;
    if outcome = 'message_too_short' then
        subject := v_gift.shortest_message::text;
    end if;
    if outcome = 'ok' then
        update gracy.kudos
        set message = p_message, edited_at = v_now
        where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id;
        perform gracy.retell_gift(p_team_space_id, p_kudos_id);
    end if;
end
$$;
