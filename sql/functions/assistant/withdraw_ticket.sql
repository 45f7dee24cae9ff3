-- Whoever opened a ticket takes it back while nobody has answered it: it goes, with what it says. Outcomes: ok, not_found,
-- settled.
create or replace function gracy.withdraw_ticket(p_team_space_id bigint, p_member_id bigint, p_id bigint) returns text
    language plpgsql as $$
declare
    v_state text;
begin
    select ticket.state into v_state
    from gracy.hr_ticket ticket
    where ticket.team_space_id = p_team_space_id and ticket.id = p_id and ticket.member_id = p_member_id
    for update;
    if not found then
        return 'not_found';
    end if;
    if v_state <> 'open' then
        return 'settled';
    end if;
    delete from gracy.hr_ticket ticket where ticket.team_space_id = p_team_space_id and ticket.id = p_id;
    return 'ok';
end
$$;
