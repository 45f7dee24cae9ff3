-- One gift, if the viewer may see it; slack_permalink is for who gave or received it alone: its channel may be private.
create or replace function gracy.seen_kudos(p_team_space_id bigint, p_viewer_id bigint, p_id bigint)
    returns table (
        id bigint, giver_id bigint, giver_name text, giver_name_en text, giver_avatar_url text, value_name text, message text, points int,
        visibility text, source text, created_at timestamptz, edited_at timestamptz, version int, boosts int, boost_points int,
        my_boost int, mine bool, recipients text, slack_permalink text)
    language sql stable as $$
    select shown.id, shown.giver_id, shown.giver_name, shown.giver_name_en, shown.giver_avatar_url, shown.value_name,
           shown.message, shown.points, shown.visibility, shown.source, shown.created_at, shown.edited_at, shown.version,
           shown.boosts, shown.boost_points,
           (select boost.points from gracy.kudos_boost boost
            where boost.team_space_id = p_team_space_id and boost.kudos_id = kudos.id and boost.member_id = p_viewer_id),
           kudos.giver_id = p_viewer_id, shown.recipients,
           case when kudos.giver_id = p_viewer_id
                     or exists (select from gracy.kudos_recipient receiver
                                where receiver.team_space_id = p_team_space_id and receiver.kudos_id = kudos.id
                                      and receiver.member_id = p_viewer_id)
                then gracy.kudos_permalink(p_team_space_id, kudos.id) end
    from gracy.kudos
    cross join lateral (select * from gracy.shown_kudos one
                        where one.team_space_id = p_team_space_id and one.id = kudos.id offset 0) as shown
    where kudos.team_space_id = p_team_space_id and kudos.id = p_id
          and (kudos.visibility <> 'private' or kudos.giver_id = p_viewer_id
               or exists (select from gracy.kudos_recipient recipient
                          where recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
                                and recipient.member_id = p_viewer_id))
$$;
