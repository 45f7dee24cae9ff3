-- In whose lane the next message of a coffee group's introduction waits: where the last one was, or where its people can speak
-- with one another; null when that is nowhere.
create or replace function gracy.coffee_group_lane(p_team_space_id bigint, p_round_id bigint, p_no int) returns text
    language plpgsql stable as $$
begin
    return coalesce(
        (select message.team_id
         from gracy.coffee_group seated
         join gracy.slack_message message on message.team_space_id = p_team_space_id and message.id = seated.slack_message_id
         where seated.team_space_id = p_team_space_id and seated.round_id = p_round_id and seated.no = p_no),
        (select gracy.slack_lane_of(p_team_space_id, place.team_id)
         from gracy.shared_slack_workspace(p_team_space_id,
                                           gracy.coffee_group_members(p_team_space_id, p_round_id, p_no)) as place));
end
$$;
