-- A member says that somebody in Slack, whom others took for them, is they: whoever speaks for that person there speaks for
-- the member from now on. Outcomes: ok (also when it is so already), unknown_user (nobody has said so), not_a_person (a bot,
-- or deactivated), taken (somebody else in that workspace, or in its organization, is this member).
create or replace function gracy.confirm_slack_link(
    p_team_space_id bigint,
    p_member_id bigint,
    p_team_id text,
    p_user_id text,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_person record;
begin
    -- In the order of propose_slack_link.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    select person.member_id, person.is_bot, person.deleted, person.by_address, person.enterprise_id into v_person
    from gracy.slack_user person
    where person.team_space_id = p_team_space_id and person.team_id = p_team_id and person.user_id = p_user_id
          and p_member_id in (person.member_id, person.proposed_member_id)
    for update;
    if not found then
        return 'unknown_user';
    elsif v_person.is_bot or v_person.deleted then
        return 'not_a_person';
    elsif v_person.member_id = p_member_id and not v_person.by_address then
        return 'ok';
    elsif gracy.is_in_slack(p_team_space_id, p_member_id, p_team_id, v_person.enterprise_id, p_user_id) then
        return 'taken';
    end if;
    update gracy.slack_user person
    set member_id = p_member_id, proposed_member_id = null, by_address = false, unlinked_at = null, email = null, updated_at = now()
    where person.team_space_id = p_team_space_id and person.user_id = p_user_id
          and (person.team_id = p_team_id or person.enterprise_id = v_person.enterprise_id);
    perform gracy.note_audit(p_team_space_id, p_member_id, 'slack.link', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('team_id', p_team_id, 'user_id', p_user_id));
    perform gracy.activate_member(p_team_space_id, p_member_id, p_member_id, p_request_id);
    return 'ok';
end
$$;
