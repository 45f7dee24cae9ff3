-- Why no link is mailed to a member's address, null when it may be: asked_already (less than five minutes ago), address_changed:
-- whoever may change an address could read the mail, so of somebody who can sign in a changed one is trusted after a week.
create or replace function gracy.password_link_refusal(p_team_space_id bigint, p_member_id bigint, p_email_key text) returns text
    language plpgsql stable as $$
begin
    return case
        when exists (select from gracy.password_link link
                     where link.team_space_id = p_team_space_id and link.member_id = p_member_id
                           and link.email_key = p_email_key and link.asked_at > now() - interval '5 minutes') then 'asked_already'
        when gracy.has_signed_in(p_team_space_id, p_member_id)
             and exists (select from gracy.audit_log line
                         where line.team_space_id = p_team_space_id and line.target_kind = 'member'
                               and line.target_id = p_member_id::text and line.action = 'member.update'
                               and line.at > now() - interval '7 days' and line.diff ? 'email') then 'address_changed' end;
end
$$;
