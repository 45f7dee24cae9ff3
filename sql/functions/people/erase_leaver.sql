-- Erases a leaver whose time has come by the team space's setting. Outcomes: those of erase_member, not_due.
create or replace function gracy.erase_leaver(p_team_space_id bigint, p_id bigint) returns text
    language plpgsql as $$
begin
    perform from gracy.member
    join gracy.team_space on team_space.id = p_team_space_id
    where member.team_space_id = p_team_space_id and member.id = p_id
          and member.left_on + team_space.erase_leavers_after_days < (now() at time zone team_space.tz)::date;
    if not found then
        return 'not_due';
    end if;
    return gracy.erase_member(p_team_space_id, null, p_id, null, null);
end
$$;
