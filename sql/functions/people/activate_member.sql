-- Whoever was invited works here from the moment that they are known to have come: they set a password, or they are somebody
-- in Slack. Nothing happens to anybody else.
create or replace function gracy.activate_member(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_request_id text) returns void
    language plpgsql as $$
begin
    update gracy.member
    set status = 'active'
    where member.team_space_id = p_team_space_id and member.id = p_member_id and member.status = 'invited';
    if found then
        perform gracy.note_audit(p_team_space_id, p_actor_id, 'member.activate', 'member', p_member_id::text, p_request_id,
                                 '{"status": ["invited", "active"]}');
    end if;
end
$$;
