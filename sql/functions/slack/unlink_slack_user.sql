-- Somebody in Slack is nobody's member any more, and is not said to be, in no workspace of an organization, nor in a session of
-- that member; when somebody else says so, an address alone leads to the member no more. Outcomes: ok (also when they were not),
-- unknown_user, owners_only.
create or replace function gracy.unlink_slack_user(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_team_id text,
    p_user_id text,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_member_id bigint;
    v_proposed_member_id bigint;
    v_enterprise_id text;
begin
    select person.member_id, person.proposed_member_id, person.enterprise_id
    into v_member_id, v_proposed_member_id, v_enterprise_id
    from gracy.slack_user person
    where person.team_space_id = p_team_space_id and person.team_id = p_team_id and person.user_id = p_user_id
    for update;
    if not found then
        return 'unknown_user';
    elsif v_member_id is null and v_proposed_member_id is null then
        return 'ok';
    elsif gracy.owner_refusal(p_team_space_id, p_actor_id, v_member_id, false) is not null then
        return 'owners_only';
    end if;
    update gracy.slack_user person
    set member_id = null, proposed_member_id = null, by_address = false, unlinked_at = now(), updated_at = now()
    where person.team_space_id = p_team_space_id and person.user_id = p_user_id
          and (person.team_id = p_team_id or person.enterprise_id = v_enterprise_id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'slack.unlink', 'member', coalesce(v_member_id, v_proposed_member_id)::text,
                             p_request_id, jsonb_build_object('team_id', p_team_id, 'user_id', p_user_id));
    if v_member_id is not null then
        perform gracy.end_slack_sessions(p_team_space_id, v_member_id);
    end if;
    if v_member_id <> p_actor_id then
        perform gracy.doubt_slack_address(p_team_space_id, v_member_id);
        perform gracy.tell_of_slack_link(p_team_space_id, v_member_id, 'slack.unlinked', p_team_id, p_user_id);
    end if;
    return 'ok';
end
$$;
