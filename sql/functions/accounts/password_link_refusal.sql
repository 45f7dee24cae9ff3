-- Why no link is mailed to a member's address, null when it may be: asked_already (less than five minutes ago), address_changed
-- (see doubts_address).
create or replace function gracy.password_link_refusal(
    p_team_space_id bigint,
    p_member_id bigint,
    p_email_key text,
    -- Null: somebody who is not signed in.
    p_asked_by bigint default null) returns text
    language plpgsql stable as $$
begin
    return case
        when exists (select from gracy.password_link link
                     where link.team_space_id = p_team_space_id and link.member_id = p_member_id
                           and link.email_key = p_email_key and link.asked_at > now() - interval '5 minutes') then 'asked_already'
        when gracy.doubts_address(p_team_space_id, p_member_id, p_asked_by) then 'address_changed' end;
end
$$;
