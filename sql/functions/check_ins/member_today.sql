-- The date on which a member's day is, by the own clock; null for who is not (or no longer) there.
create or replace function gracy.member_today(p_team_space_id bigint, p_member_id bigint, p_now timestamptz) returns date
    language plpgsql stable parallel safe as $$
declare
    v_today date;
begin
    select (p_now at time zone gracy.member_tz(p_team_space_id, p_member_id))::date into v_today
    from gracy.member person
    where person.team_space_id = p_team_space_id and person.id = p_member_id and person.status <> 'left';
    return v_today;
end
$$;
