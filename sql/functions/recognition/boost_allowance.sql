-- Sets what a member may give beyond everybody's allowance, in the present period only. Where more was spent already, nothing is
-- left: to say so would tell how much that is, and of anonymous gifts as they are given. A version is one more than what is set:
-- who names one that is not there any more has not seen what another has set. Outcomes: ok, not_found, version_mismatch.
create or replace function gracy.boost_allowance(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_boost int,
    p_request_id text,
    p_version int,
    out outcome text)
language plpgsql as $$
declare
    v_period_start date;
    v_points int;
    v_before int;
begin
    select terms.starts_on, terms.points into v_period_start, v_points
    from gracy.member
    join gracy.team_space on team_space.id = member.team_space_id
    join gracy.recognition_policy policy on policy.team_space_id = member.team_space_id
    cross join gracy.allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
    where member.team_space_id = p_team_space_id and member.id = p_member_id
          and member.status in ('active', 'on_leave');
    if not found then
        outcome := 'not_found';
        return;
    end if;
    perform gracy.lock_allowance(p_team_space_id, p_member_id, v_period_start, v_points);
    select period.boost into v_before
    from gracy.allowance_period period
    where period.team_space_id = p_team_space_id and period.member_id = p_member_id
          and period.period_start = v_period_start;
    if p_version not in (0, v_before + 1) then
        outcome := 'version_mismatch';
        return;
    end if;
    update gracy.allowance_period period
    set boost = p_boost
    where period.team_space_id = p_team_space_id and period.member_id = p_member_id
          and period.period_start = v_period_start;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'allowance.boost', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('boost', jsonb_build_array(v_before, p_boost)));
    outcome := 'ok';
end
$$;
