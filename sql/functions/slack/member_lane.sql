-- In whose lane a message to a member waits (slack_lane_of); null when they are in no connected workspace.
create or replace function gracy.member_lane(p_team_space_id bigint, p_member_id bigint) returns text
    language plpgsql stable as $$
begin
    return (select gracy.slack_lane_of(p_team_space_id, address.team_id)
            from gracy.slack_addresses(p_team_space_id, array[p_member_id]) as address);
end
$$;
