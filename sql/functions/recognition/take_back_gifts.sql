-- Takes gifts back whose rows the caller holds, none of them taken back before: by p_actor_id, or each by its giver when that
-- is null. What they cost, and what others added to them, comes back to whoever paid it in the present period of allowances;
-- what was paid in an earlier one is gone with it. Counters forget all of it. How much their givers get back.
--
-- Behind the gifts it locks the allowances by member, then the counters, as everything does: a transaction calls it once.
create or replace function gracy.take_back_gifts(
    p_team_space_id bigint,
    p_kudos_ids bigint[],
    p_actor_id bigint,
    p_reason text) returns int
    language plpgsql as $$
declare
    v_period_start date;
    v_period_began timestamptz;
    v_refunded int;
begin
    select terms.starts_on, terms.starts_on::timestamp at time zone team_space.tz into v_period_start, v_period_began
    from gracy.team_space
    join gracy.recognition_policy policy on policy.team_space_id = team_space.id
    cross join gracy.allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
    where team_space.id = p_team_space_id;
    update gracy.kudos
    set voided_at = now(), voided_by = coalesce(p_actor_id, kudos.giver_id), void_reason = p_reason
    where kudos.team_space_id = p_team_space_id and kudos.id = any (p_kudos_ids);

    v_refunded := gracy.refund_gifts(p_team_space_id, p_kudos_ids, v_period_start);
    perform gracy.uncount_gifts(p_team_space_id, p_kudos_ids);
    perform gracy.reopen_activity(p_team_space_id, gift.id), gracy.retell_gift(p_team_space_id, gift.id),
            gracy.tell_of_void(p_team_space_id, gift.id, v_period_began)
    from unnest(p_kudos_ids) as gift(id);
    return v_refunded;
end
$$;
