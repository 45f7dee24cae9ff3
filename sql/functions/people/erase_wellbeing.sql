-- How a leaver was, and what they said of it under their name; what was published of groups stays. Part of erase_member.
create or replace function gracy.erase_wellbeing(p_team_space_id bigint, p_id bigint) returns void
    language plpgsql as $$
begin
    delete from gracy.feeling_share gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.feeling_share gone
    where gone.team_space_id = p_team_space_id and gone.recipient_id = p_id;
    delete from gracy.feeling gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.feeling_preference gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.mood_entry gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.check_in_preference gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.check_in_question gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    -- Their answers stay as nobody's.
    delete from gracy.survey_signature gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.survey_reminder gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.coffee_participant gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.coffee_exclusion gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.coffee_exclusion gone
    where gone.team_space_id = p_team_space_id and gone.other_id = p_id;
    -- They say when somebody was born, and when they came.
    delete from gracy.celebration_occurrence gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
end
$$;
