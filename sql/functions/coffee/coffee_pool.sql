-- Who sits in a program's round of that moment: active members who take part and do not pause on that day.
create or replace function gracy.coffee_pool(p_team_space_id bigint, p_program_id bigint, p_fire_at timestamptz)
    returns setof bigint
    language plpgsql stable as $$
declare
    v_tz text;
begin
    select tz into v_tz from gracy.team_space where id = p_team_space_id;
    return query
    select participant.member_id
    from gracy.coffee_participant participant
    join gracy.member on member.team_space_id = p_team_space_id and member.id = participant.member_id
    where participant.team_space_id = p_team_space_id and participant.program_id = p_program_id
          and member.status = 'active'
          and (participant.status = 'joined' or participant.paused_until <= (p_fire_at at time zone v_tz)::date)
    order by participant.member_id;
end
$$;
