-- A page of what the people of a department, and of those inside it, received, as far as the viewer may see it, newest
-- first. It says nothing about who gave. The first page begins before ('infinity', 0).
--
-- kind: read
-- process: nginx
-- plan: kudos_feed department_edge_pkey|department_edge_by_department kudos_recipient_by_member kudos_pkey kudos_recipient_pkey kudos_boost_pkey member_pkey company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: department_id bigint
-- param: value text?
-- param: since timestamptz
-- param: until timestamptz
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: giver_id bigint?
-- column: giver_name text?
-- column: giver_name_en text?
-- column: giver_avatar_url text?
-- column: value_name text
-- column: message text
-- column: points int
-- column: visibility text
-- column: source text
-- column: created_at timestamptz
-- column: edited_at timestamptz?
-- column: version int
-- column: boosts int
-- column: boost_points int
-- column: my_boost int?
-- column: mine bool
-- column: recipients text
select shown.id, shown.giver_id, shown.giver_name, shown.giver_name_en, shown.giver_avatar_url, shown.value_name,
       shown.message, shown.points, shown.visibility, shown.source, shown.created_at, shown.edited_at, shown.version,
       shown.boosts, shown.boost_points,
       (select boost.points from kudos_boost boost
        where boost.team_space_id = $1 and boost.kudos_id = page.id and boost.member_id = $2),
       (select gift.giver_id = $2 from kudos gift where gift.team_space_id = $1 and gift.id = page.id), shown.recipients
from (
    -- Of a department to which much is given, the newest gifts of everybody are looked at until the page is full: all that
    -- its people have received would be read and put in order otherwise. Where a thousand gifts, and four for each one of the
    -- page, do not fill it, so little is given to them that it can be.
    with walked as materialized (
        select kudos.created_at, kudos.id
        from (
            select *
            from kudos
            where kudos.team_space_id = $1 and kudos.voided_at is null
                  and kudos.created_at >= $5 and kudos.created_at < $6
                  and (kudos.created_at, kudos.id) < ($7, $8)
            order by kudos.created_at desc, kudos.id desc
            limit 1000 + 4 * ($9::int + $10::int)
        ) as kudos
        where exists (select from kudos_recipient recipient
                      join member on member.team_space_id = $1 and member.id = recipient.member_id
                      join department_edge edge
                        on edge.team_space_id = $1 and edge.department_id = member.department_id
                           and edge.ancestor_id = $3
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                      -- Asked of each gift, instead of being joined with all there are.
                      offset 0)
              and ($4::text is null
                   or kudos.value_id = (select value.id from company_value value
                                        where value.team_space_id = $1
                                              and value_key($4) in (value.name_key, value.name_ko_key)
                                        order by value.name_key = value_key($4) desc limit 1))
              and (kudos.visibility <> 'private' or kudos.giver_id = $2
                   or exists (select from kudos_recipient recipient
                              where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                    and recipient.member_id = $2))
        order by kudos.created_at desc, kudos.id desc
        limit $9::int + $10::int
    ), walk as materialized (
        select count(*) = $9::int + $10::int
               or not exists (select from kudos
                              where kudos.team_space_id = $1 and kudos.voided_at is null
                                    and kudos.created_at >= $5 and kudos.created_at < $6
                                    and (kudos.created_at, kudos.id) < ($7, $8)
                              order by kudos.created_at desc, kudos.id desc
                              offset 1000 + 4 * ($9::int + $10::int)) as enough
        from walked
    )
    (select walked.created_at, walked.id
     from walked
     where (select walk.enough from walk)
     order by walked.created_at desc, walked.id desc
     limit $9::int offset $10::int)
    union all
    (select distinct kudos.created_at, kudos.id
     from department_edge edge
     join member on member.team_space_id = $1 and member.department_id = edge.department_id
     join kudos_recipient received on received.team_space_id = $1 and received.member_id = member.id
     join kudos on kudos.team_space_id = $1 and kudos.id = received.kudos_id
     where not (select walk.enough from walk)
           and edge.team_space_id = $1 and edge.ancestor_id = $3
           and received.created_at >= $5 and received.created_at < $6
           and kudos.voided_at is null
           and ($4::text is null
                or kudos.value_id = (select value.id from company_value value
                                     where value.team_space_id = $1
                                           and value_key($4) in (value.name_key, value.name_ko_key)
                                     order by value.name_key = value_key($4) desc limit 1))
           and (kudos.visibility <> 'private' or kudos.giver_id = $2
                or exists (select from kudos_recipient recipient
                           where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                 and recipient.member_id = $2))
           and (received.created_at, received.kudos_id) < ($7, $8)
     order by kudos.created_at desc, kudos.id desc
     limit $9::int offset $10::int)
) as page
cross join lateral (select * from shown_kudos one
                    where one.team_space_id = $1 and one.id = page.id offset 0) as shown
order by page.created_at desc, page.id desc
