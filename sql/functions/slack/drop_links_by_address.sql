-- Nobody in Slack is this member any more because of an address alone, nor in a session of theirs: of who holds a role it makes
-- a proposal only (put_slack_user), which the member is told of. Whoever was linked by somebody's word stays so.
create or replace function gracy.drop_links_by_address(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_request_id text) returns void
    language plpgsql as $$
declare
    v_dropped record;
    v_any bool := false;
begin
    for v_dropped in
        update gracy.slack_user person
        set member_id = null, proposed_member_id = p_member_id, by_address = false, updated_at = now()
        where person.team_space_id = p_team_space_id and person.member_id = p_member_id and person.by_address
        returning person.team_id, person.user_id
    loop
        v_any := true;
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'slack.unlink', 'member', p_member_id::text, p_request_id,
                                 jsonb_build_object('team_id', v_dropped.team_id, 'user_id', v_dropped.user_id, 'reason', 'role'));
        perform gracy.tell_of_slack_link(p_team_space_id, p_member_id, 'slack.proposed', v_dropped.team_id, v_dropped.user_id);
    end loop;
    if v_any then
        perform gracy.end_slack_sessions(p_team_space_id, p_member_id);
    end if;
end
$$;
