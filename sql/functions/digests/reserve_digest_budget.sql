-- Sets aside what one call of a model for a digest may cost. The day that pays, or null when its budget has no more than
-- that left, or the digest is written or wanted no longer. What a run that was cut off had set aside, and never told the
-- price of, counts as spent.
create or replace function gracy.reserve_digest_budget(
    p_team_space_id bigint,
    p_digest_id bigint,
    p_kind text,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint,
    p_tasks_cap bigint)
returns date language plpgsql as $$
declare
    v_digest record;
    v_day date;
begin
    select digest.reserved, digest.paid_on, digest.paid_as, (now() at time zone team_space.tz)::date as today into v_digest
    from gracy.culture_digest digest
    join gracy.team_space on team_space.id = p_team_space_id and team_space.culture_digest
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id and digest.state = 'queued'
    for no key update of digest;
    if not found then
        return null;
    end if;
    if v_digest.paid_on is not null then
        perform gracy.book_kind_cost(p_team_space_id, v_digest.paid_as, v_digest.paid_on, v_digest.reserved, v_digest.reserved);
    end if;
    if gracy.reserve_kind_budget(p_team_space_id, p_kind, v_digest.today, p_amount, p_cap, p_kind_cap, p_tasks_cap) then
        v_day := v_digest.today;
    end if;
    update gracy.culture_digest digest
    set reserved = case when v_day is null then 0 else p_amount end, paid_on = v_day,
        paid_as = case when v_day is not null then p_kind end
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id;
    return v_day;
end
$$;

-- What workers of the release before call: without a share for questions.
create or replace function gracy.reserve_digest_budget(
    p_team_space_id bigint,
    p_digest_id bigint,
    p_kind text,
    p_amount bigint,
    p_cap bigint,
    p_kind_cap bigint)
returns date language sql as $$
    select gracy.reserve_digest_budget(p_team_space_id, p_digest_id, p_kind, p_amount, p_cap, p_kind_cap, p_cap)
$$;
