-- Lets somebody go whose last day has passed where they are. Outcomes: ok, not_due (changed since it was looked up), last_owner
-- (who stays, because the team space would belong to nobody).
create or replace function gracy.end_employment(p_team_space_id bigint, p_member_id bigint, out outcome text)
language plpgsql as $$
declare
    v_old gracy.member;
    v_new gracy.member;
begin
    -- Before the member, as whoever else lets an owner go does it.
    perform from gracy.team_space where team_space.id = p_team_space_id for no key update;
    select member.* into v_old
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    if not found or v_old.status = 'left' or v_old.left_on is null
       or v_old.left_on >= (now() at time zone gracy.member_tz(p_team_space_id, p_member_id))::date then
        outcome := 'not_due';
        return;
    end if;
    if gracy.is_last_owner(p_team_space_id, p_member_id) then
        outcome := 'last_owner';
        return;
    end if;
    update gracy.member changed
    set status = 'left'
    where changed.team_space_id = p_team_space_id and changed.id = p_member_id
    returning changed.* into v_new;
    perform gracy.end_access(p_team_space_id, null, array[p_member_id], null);
    perform gracy.tell_of_reports(p_team_space_id, array[p_member_id]);
    perform gracy.note_audit(p_team_space_id, null, 'member.leave', 'member', p_member_id::text, null,
                             gracy.member_changes(gracy.member_facts(v_old), gracy.member_facts(v_new)));
    outcome := 'ok';
end
$$;
