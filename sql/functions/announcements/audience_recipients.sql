-- The members of an audience to whom something can be told today, in the order of their ids: those who work here, on
-- leave or not.
create or replace function gracy.audience_recipients(p_team_space_id bigint, p_audience jsonb) returns bigint[]
    language plpgsql stable as $$
declare
    v_today date;
    v_members bigint[];
begin
    select (now() at time zone team_space.tz)::date into v_today
    from gracy.team_space
    where team_space.id = p_team_space_id;
    v_members := gracy.audience_members(p_team_space_id, p_audience, v_today);
    -- Sorted afterwards: for the sake of the order the planner, which nobody tells how many there are, would go through
    -- the whole audience for each member.
    return array(with reachable as materialized (
                     select member.id
                     from unnest(v_members) as chosen(id)
                     join gracy.member on member.team_space_id = p_team_space_id and member.id = chosen.id
                     where member.status in ('active', 'on_leave'))
                 select reachable.id from reachable order by reachable.id);
end
$$;
