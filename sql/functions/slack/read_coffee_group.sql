-- What a group is introduced with: who it is, and what they have in common, in both languages where it has a name: a
-- value that others have thanked each of them for in public in the last half year, a team, a department, a location, and
-- the year in which all of them joined.
create or replace function gracy.read_coffee_group(p_team_space_id bigint, p_round_id bigint, p_group_no int)
returns table (team_id text, program text, names text[], user_ids text[], locales text[],
               value_ko text, value_en text, team_ko text, team_en text, department_ko text, department_en text,
               location_ko text, location_en text, hired_year int)
language plpgsql stable as $$
declare
    v_members bigint[] := gracy.coffee_group_members(p_team_space_id, p_round_id, p_group_no);
    v_seats int := cardinality(v_members);
begin
    return query
    select message.team_id, program.name::text, people.names, people.user_ids,
           people.locales, value.ko, value.en, team.ko, team.en, department.name::text,
           coalesce(department.name_en, department.name)::text, location.name::text,
           coalesce(location.name_en, location.name)::text, people.hired_year
    from gracy.coffee_group seated
    join gracy.slack_message message
         on message.team_space_id = p_team_space_id and message.id = seated.slack_message_id
    join gracy.coffee_round round on round.team_space_id = p_team_space_id and round.id = p_round_id
    join gracy.coffee_program program on program.team_space_id = p_team_space_id and program.id = round.program_id
    cross join lateral (
        -- Everybody reads one message: in English alone the names are so too.
        select array_agg(gracy.name_in(case when (select bool_and(gracy.member_locale(p_team_space_id, reader.id) = 'en')
                                                  from unnest(v_members) as reader(id)) then 'en' else 'ko' end,
                                       member.name, member.name_en)::text order by member.id) as names,
               array_agg(person.user_id order by member.id) as user_ids,
               array_agg(gracy.member_locale(p_team_space_id, member.id) order by member.id) as locales,
               case when count(distinct member.department_id) = 1 and count(member.department_id) = v_seats
                    then min(member.department_id) end as department_id,
               case when count(distinct member.location_id) = 1 and count(member.location_id) = v_seats
                    then min(member.location_id) end as location_id,
               case when count(distinct extract(year from member.hired_on)) = 1 and count(member.hired_on) = v_seats
                    then min(extract(year from member.hired_on))::int end as hired_year
        from (select distinct on (known.user_id) known.user_id, known.member_id
              from gracy.slack_user known
              -- Those for whom it was opened.
              where known.team_space_id = p_team_space_id and known.user_id = any (string_to_array(message.channel, ','))
                    and (known.team_id = message.team_id
                         or known.enterprise_id = (select installation.enterprise_id from gracy.slack_installation installation
                                                   where installation.team_space_id = p_team_space_id
                                                         and installation.team_id = message.team_id
                                                         and installation.status = 'active'))
              order by known.user_id, known.team_id <> message.team_id, known.team_id) as person
        join gracy.member on member.team_space_id = p_team_space_id and member.id = person.member_id) as people
    left join gracy.department
         on department.team_space_id = p_team_space_id and department.id = people.department_id
    left join gracy.location on location.team_space_id = p_team_space_id and location.id = people.location_id
    left join lateral (
        select found.name::text as ko, coalesce(found.name_en, found.name)::text as en
        from gracy.team_member belongs
        join gracy.team found on found.team_space_id = p_team_space_id and found.id = belongs.team_id
        where belongs.team_space_id = p_team_space_id and belongs.member_id = any (v_members)
        group by found.id, found.name, found.name_en
        having count(*) = v_seats
        order by found.id
        limit 1) as team on true
    left join lateral (
        select coalesce(known.name_ko, known.name)::text as ko, known.name::text as en
        from gracy.kudos_recipient recipient
        join gracy.kudos on kudos.team_space_id = p_team_space_id and kudos.id = recipient.kudos_id
                            and kudos.visibility = 'public' and kudos.voided_at is null
        join gracy.company_value known on known.team_space_id = p_team_space_id and known.id = kudos.value_id and known.active
        where recipient.team_space_id = p_team_space_id and recipient.member_id = any (v_members)
              and recipient.created_at > now() - interval '180 days'
        group by known.id, known.name, known.name_ko
        having count(distinct recipient.member_id) = v_seats
        order by count(*) desc, known.id
        limit 1) as value on true
    where seated.team_space_id = p_team_space_id and seated.round_id = p_round_id and seated.no = p_group_no;
end
$$;
