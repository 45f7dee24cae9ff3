-- Who is signing in with a browser, by name; null as long as nobody knows. Volatile on purpose: asked behind open_slack_session it sees
-- what that has waited for.
create or replace function gracy.sign_in_name(p_browser_hash bytea) returns text
    language plpgsql volatile as $$
begin
    return (select member.name
            from gracy.slack_sign_in sign_in
            join gracy.member on member.team_space_id = sign_in.team_space_id and member.id = sign_in.member_id
            where sign_in.browser_hash = p_browser_hash);
end
$$;
