-- What a leaver has asked, and what they were told. Part of erase_member.
create or replace function gracy.erase_conversations(p_team_space_id bigint, p_id bigint) returns void
    language plpgsql as $$
begin
    delete from gracy.member_notice gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.hr_ticket gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.slack_stream gone
    using gracy.assistant_question asked
    where asked.team_space_id = p_team_space_id and asked.member_id = p_id
          and gone.team_space_id = p_team_space_id and gone.question_id = asked.id;
    delete from gracy.assistant_feedback gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.assistant_question gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.assistant_task gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
end
$$;
