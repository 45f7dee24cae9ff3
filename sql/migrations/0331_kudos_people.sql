-- Who gave and received as a page shows them: with their name in Latin letters and their picture.
create or replace view gracy.shown_kudos with (security_invoker = true) as
select kudos.team_space_id, kudos.id,
       case when kudos.visibility <> 'anonymous' then kudos.giver_id end as giver_id,
       giver.name as giver_name,
       (select value.name from gracy.company_value value
        where value.team_space_id = kudos.team_space_id and value.id = kudos.value_id) as value_name,
       kudos.message, kudos.points, kudos.visibility, kudos.source, kudos.created_at, kudos.edited_at, kudos.version,
       boosts.count as boosts, boosts.points as boost_points,
       (select '[' || string_agg('{"id":"' || member.id || '","name":' || to_json(member.name)
                                 || ',"name_en":' || coalesce(to_json(member.name_en)::text, 'null')
                                 || ',"avatar_url":' || coalesce(to_json(member.avatar_url)::text, 'null') || '}', ','
                                 order by recipient.position) || ']'
        from gracy.kudos_recipient recipient
        join gracy.member on member.team_space_id = recipient.team_space_id and member.id = recipient.member_id
        where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id) as recipients,
       giver.name_en as giver_name_en, giver.avatar_url as giver_avatar_url
from gracy.kudos
cross join lateral (select count(*)::int as count, coalesce(sum(boost.points), 0)::int as points
                    from gracy.kudos_boost boost
                    where boost.team_space_id = kudos.team_space_id and boost.kudos_id = kudos.id) as boosts
-- The giver of an anonymous one stops here.
left join gracy.member giver
    on giver.team_space_id = kudos.team_space_id and giver.id = kudos.giver_id and kudos.visibility <> 'anonymous'
where kudos.voided_at is null;
