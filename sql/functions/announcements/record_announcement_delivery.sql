-- What became of a message: `sent`, `failed` for good, `deferred` (tried again later, a dozen times at most), `uncertain`
-- (it may have arrived; tried again all the same), `unavailable` (nothing was tried: the next attempt is no more than the
-- first). What was recalled meanwhile is not tried again. False when the row was another sender's meanwhile.
create or replace function gracy.record_announcement_delivery(
    p_team_space_id bigint,
    p_id bigint,
    p_member_id bigint,
    p_channel text,
    p_purpose text,
    p_result text,
    p_error_code text,
    p_error text) returns bool
    language plpgsql as $$
declare
    v_recalled bool;
begin
    -- A recall that is under way is waited for; what is over is over, recalled or not.
    if p_result not in ('sent', 'failed') then
        select announcement.state = 'recalled' into v_recalled
        from gracy.announcement
        where announcement.team_space_id = p_team_space_id and announcement.id = p_id
        for share;
    end if;
    update gracy.announcement_delivery delivery
    set state = case when p_result in ('sent', 'failed') then p_result
                     when v_recalled then 'recalled'
                     when p_result = 'deferred' and delivery.attempts >= 12 then 'failed'
                     else 'waiting' end,
        sent_at = case when p_result = 'sent' then now() end,
        attempts = delivery.attempts - (p_result = 'unavailable')::int,
        uncertain = delivery.uncertain + (p_result = 'uncertain')::int,
        -- Exponential with full jitter, from half a minute to two hours.
        due_at = now() + interval '1 second' * case when p_result = 'unavailable' then 0
                                                    else 5 + random() * least(7200, 30 * power(2, least(delivery.attempts, 12))) end,
        error_code = case when p_result = 'deferred' and delivery.attempts >= 12 then 'gave_up' else p_error_code end,
        error = left(p_error, 500)
    where delivery.team_space_id = p_team_space_id and delivery.announcement_id = p_id
          and delivery.member_id = p_member_id and delivery.channel = p_channel and delivery.purpose = p_purpose
          and (delivery.state = 'sending' or p_result = 'sent' and delivery.state <> 'sent');
    return found;
end
$$;
