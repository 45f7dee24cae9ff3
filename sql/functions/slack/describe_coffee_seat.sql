-- What a member is asked about a round that they sat in: with whom (null when all have left), in which program. No row for
-- who has left, or did not sit in it.
create or replace function gracy.describe_coffee_seat(p_team_space_id bigint, p_round_id bigint, p_member_id bigint)
returns table (program text, locale text, others text[], others_en text[])
language plpgsql stable as $$
begin
    return query
    select program.name::text, gracy.member_locale(p_team_space_id, member.id), other.names, other.names_en
    from gracy.coffee_seat seat
    join gracy.member on member.team_space_id = p_team_space_id and member.id = seat.member_id
    join gracy.coffee_round round on round.team_space_id = p_team_space_id and round.id = seat.round_id
    join gracy.coffee_program program on program.team_space_id = p_team_space_id and program.id = round.program_id
    cross join lateral (
        select array_agg(person.name::text order by person.id) as names,
               array_agg(coalesce(person.name_en, person.name)::text order by person.id) as names_en
        from gracy.member person
        where person.team_space_id = p_team_space_id and person.id <> p_member_id
              and person.id = any (gracy.coffee_group_members(p_team_space_id, p_round_id, seat.group_no))) as other
    where seat.team_space_id = p_team_space_id and seat.round_id = p_round_id and seat.member_id = p_member_id
          and member.status in ('active', 'on_leave');
end
$$;
