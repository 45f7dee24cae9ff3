-- propose_slack_link for who knows no proposals yet.
create or replace function gracy.link_slack_user(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_team_id text,
    p_user_id text,
    p_member_id bigint,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_outcome constant text := gracy.propose_slack_link(p_team_space_id, p_actor_id, p_team_id, p_user_id, p_member_id, p_request_id);
begin
    return case v_outcome when 'proposed' then 'ok' else v_outcome end;
end
$$;
