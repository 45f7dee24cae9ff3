-- Whether somebody else has to approve an announcement before it goes out: it goes to many, or into a channel, where nobody
-- knows who reads it.
create or replace function gracy.announcement_needs_approval(p_team_space_id bigint, p_id bigint, p_recipients bigint) returns bool
    language plpgsql stable as $$
begin
    return p_recipients > gracy.announcement_approval_threshold()
        or exists (select from gracy.announcement_channel posted
                   where posted.team_space_id = p_team_space_id and posted.announcement_id = p_id);
end
$$;
