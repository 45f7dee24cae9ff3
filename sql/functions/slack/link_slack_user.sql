-- An administrator says which member somebody in Slack is; whoever speaks for that person there speaks for the member from
-- now on, and no more for the one they were. What is said of somebody in one workspace of an organization is said for all
-- of them, and who was invited has come with it. Outcomes: ok (also when it is so already), unknown_user, unknown_member,
-- inactive_member, not_a_person (a bot, or deactivated), owners_only (an owner is linked by an owner), taken
-- (somebody else in that workspace, or in its organization, is this member).
create or replace function gracy.link_slack_user(
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
begin
    -- Held, so that two people are not linked to one member at once; before the person, as whoever gives a role holds them.
    select member.status into v_status
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    select person.member_id, person.is_bot, person.deleted, person.by_address, person.enterprise_id into v_person
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
    elsif v_person.member_id = p_member_id and not v_person.by_address then
        return 'ok';
    end if;
    v_refusal := coalesce(gracy.owner_refusal(p_team_space_id, p_actor_id, p_member_id, false),
                          gracy.owner_refusal(p_team_space_id, p_actor_id, v_person.member_id, false));
    if v_refusal is not null then
        return v_refusal;
    elsif exists (select from gracy.slack_user other
                  where other.team_space_id = p_team_space_id and other.member_id = p_member_id
                        and (other.team_id = p_team_id or other.enterprise_id = v_person.enterprise_id)
                        and other.user_id <> p_user_id and not other.deleted) then
        return 'taken';
    end if;
    update gracy.slack_user person
    set member_id = p_member_id, by_address = false, unlinked_at = null, email = null, updated_at = now()
    where person.team_space_id = p_team_space_id and person.user_id = p_user_id
          and (person.team_id = p_team_id or person.enterprise_id = v_person.enterprise_id);
    if v_person.member_id <> p_member_id then
        perform gracy.end_slack_sessions(p_team_space_id, v_person.member_id);
    end if;
    perform gracy.activate_member(p_team_space_id, p_actor_id, p_member_id, p_request_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'slack.link', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('team_id', p_team_id, 'user_id', p_user_id));
    return 'ok';
end
$$;
