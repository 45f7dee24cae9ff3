-- The time zones that members of a team space may live by (member_tz), and perhaps some more: from one to the next in the
-- index, because there are few, and many people in each.
create or replace function gracy.zones_in_use(p_team_space_id bigint) returns setof text
    language plpgsql stable as $$
begin
    return query
    with recursive own as (
        (select member.tz from gracy.member
         where member.team_space_id = p_team_space_id and member.tz is not null
         order by member.tz limit 1)
        union all
        select (select member.tz from gracy.member
                where member.team_space_id = p_team_space_id and member.tz > own.tz
                order by member.tz limit 1)
        from own where own.tz is not null
    ), in_slack as (
        (select person.tz from gracy.slack_user person
         where person.team_space_id = p_team_space_id and person.tz is not null
         order by person.tz limit 1)
        union all
        select (select person.tz from gracy.slack_user person
                where person.team_space_id = p_team_space_id and person.tz > in_slack.tz
                order by person.tz limit 1)
        from in_slack where in_slack.tz is not null
    )
    select own.tz from own where own.tz is not null
    union
    select in_slack.tz from in_slack where in_slack.tz is not null
    union
    select location.tz from gracy.location where location.team_space_id = p_team_space_id and location.tz is not null
    union
    select team_space.tz from gracy.team_space where team_space.id = p_team_space_id;
end
$$;
