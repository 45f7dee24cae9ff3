-- The names of those whom a member meets in a program's round of now, the last whose time has come, in a language; none
-- where they sit in none of its groups.
create or replace function gracy.coffee_partners(p_team_space_id bigint, p_member_id bigint, p_program_id bigint, p_locale text)
returns text[]
    language plpgsql stable
    set enable_sort = on
    as $$
begin
    return array(
        select case when p_locale = 'ko' then other.name else coalesce(other.name_en, other.name) end::text
        from (select round.id from gracy.coffee_round round
              where round.team_space_id = p_team_space_id and round.program_id = p_program_id and round.fire_at <= now()
              order by round.no desc limit 1) as latest
        join gracy.coffee_seat own on own.team_space_id = p_team_space_id and own.member_id = p_member_id
                                      and own.round_id = latest.id
        join gracy.coffee_seat beside on beside.team_space_id = p_team_space_id and beside.round_id = latest.id
                                         and beside.group_no = own.group_no and beside.member_id <> p_member_id
        join gracy.member other on other.team_space_id = p_team_space_id and other.id = beside.member_id
                                   and other.status in ('active', 'on_leave')
        order by other.id);
end
$$;
