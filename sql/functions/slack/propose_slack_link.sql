-- An administrator says which member somebody in Slack is; until the member has confirmed it (confirm_slack_link), that person
-- is nobody here, and no more the member they were. Only who says it of themselves is linked at once, and told so: their token
-- may be somebody else's by now. What is said of somebody
-- in one workspace of an organization is said for all of them. Outcomes: ok (linked, now or before), proposed (now or before),
-- unknown_user, unknown_member, inactive_member, not_a_person (a bot, or deactivated), owners_only (an owner is linked by an
-- owner), taken (somebody else in that workspace, or in its organization, is this member).
create or replace function gracy.propose_slack_link(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_team_id text,
    p_user_id text,
    p_member_id bigint,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_person record;
    v_status text;
    v_refusal text;
    v_by_themselves constant bool := p_actor_id = p_member_id;
begin
    -- Held, so that two people are not linked to one member at once; before the person, as whoever gives a role holds them.
    select member.status into v_status
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    select person.member_id, person.proposed_member_id, person.is_bot, person.deleted, person.by_address, person.enterprise_id
    into v_person
    from gracy.slack_user person
    where person.team_space_id = p_team_space_id and person.team_id = p_team_id and person.user_id = p_user_id
    for update;
    if not found then
        return 'unknown_user';
    elsif v_person.is_bot or v_person.deleted then
        return 'not_a_person';
    end if;
    if v_status is null then
        return 'unknown_member';
    elsif v_status = 'left' then
        return 'inactive_member';
    elsif v_person.member_id = p_member_id and not (v_by_themselves and v_person.by_address) then
        return 'ok';
    elsif v_person.proposed_member_id = p_member_id and not v_by_themselves then
        return 'proposed';
    end if;
    v_refusal := coalesce(gracy.owner_refusal(p_team_space_id, p_actor_id, p_member_id, false),
                          gracy.owner_refusal(p_team_space_id, p_actor_id, v_person.member_id, false));
    if v_refusal is not null then
        return v_refusal;
    elsif gracy.is_in_slack(p_team_space_id, p_member_id, p_team_id, v_person.enterprise_id, p_user_id) then
        return 'taken';
    end if;
    if v_person.member_id <> p_member_id then
        perform gracy.unlink_slack_user(p_team_space_id, p_actor_id, p_team_id, p_user_id, p_request_id);
    end if;
    update gracy.slack_user person
    set member_id = case when v_by_themselves then p_member_id end,
        proposed_member_id = case when not v_by_themselves then p_member_id end,
        by_address = false, unlinked_at = null, email = case when not v_by_themselves then person.email end, updated_at = now()
    where person.team_space_id = p_team_space_id and person.user_id = p_user_id
          and (person.team_id = p_team_id or person.enterprise_id = v_person.enterprise_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, case when v_by_themselves then 'slack.link' else 'slack.propose' end,
                             'member', p_member_id::text, p_request_id,
                             jsonb_build_object('team_id', p_team_id, 'user_id', p_user_id));
    if v_by_themselves then
        perform gracy.activate_member(p_team_space_id, p_actor_id, p_member_id, p_request_id);
        perform gracy.tell_of_slack_link(p_team_space_id, p_member_id, 'slack.linked', p_team_id, p_user_id);
        return 'ok';
    end if;
    perform gracy.tell_of_slack_link(p_team_space_id, p_member_id, 'slack.proposed', p_team_id, p_user_id);
    return 'proposed';
end
$$;
