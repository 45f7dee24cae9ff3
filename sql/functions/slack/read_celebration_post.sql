-- What a post tells, in the team space's language; user_id is who somebody is in that workspace or its organization. today:
-- the day on which it is told.
create or replace function gracy.read_celebration_post(p_team_space_id bigint, p_message_id bigint)
returns table (locale text, today date, kind text, on_date date, years int, name text, name_en text, user_id text)
language plpgsql stable as $$
begin
    return query
    select team_space.locale, (now() at time zone team_space.tz)::date, occurrence.kind, occurrence.on_date,
           occurrence.years::int, member.name::text, member.name_en::text, person.user_id
    from gracy.celebration_occurrence occurrence
    join gracy.team_space on team_space.id = p_team_space_id
    join gracy.slack_message message on message.team_space_id = p_team_space_id and message.id = p_message_id
    join gracy.member on member.team_space_id = p_team_space_id and member.id = occurrence.member_id
    left join lateral (
        select known.user_id from gracy.slack_user known
        where known.team_space_id = p_team_space_id and known.member_id = occurrence.member_id
              and not known.deleted and not known.is_bot
              and (known.team_id = message.team_id
                   or known.enterprise_id = (select installation.enterprise_id from gracy.slack_installation installation
                                             where installation.team_space_id = p_team_space_id
                                                   and installation.team_id = message.team_id and installation.status = 'active'))
        order by known.team_id <> message.team_id, known.user_id
        limit 1) as person on true
    where occurrence.team_space_id = p_team_space_id and occurrence.slack_message_id = p_message_id
    order by occurrence.kind, occurrence.on_date, occurrence.member_id;
end
$$;
