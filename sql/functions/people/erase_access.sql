-- How a leaver came in, and what was kept of it: passwords, tokens, attempts, files, repeated requests. Part of erase_member.
create or replace function gracy.erase_access(p_team_space_id bigint, p_id bigint, p_email_key text) returns void
    language plpgsql as $$
begin
    delete from gracy.member_password gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.password_link gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.api_token gone
    where gone.team_space_id = p_team_space_id and gone.member_id = p_id;
    delete from gracy.login_failure gone
    where gone.team_space_id = p_team_space_id and gone.email_key = p_email_key;
    delete from gracy.idempotency_key gone
    where gone.team_space_id = p_team_space_id and gone.principal_id = p_id;
    delete from gracy.export_job gone
    where gone.team_space_id = p_team_space_id and gone.requester_id = p_id;
    delete from gracy.export_job gone
    where gone.team_space_id = p_team_space_id and gone.subject_id = p_id;
end
$$;
