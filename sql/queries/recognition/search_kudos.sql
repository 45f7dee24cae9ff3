-- A page of the gifts whose message has every word of q somewhere, as far as the viewer may see them, newest first.
-- The first page begins before ('infinity', 0).
--
-- kind: read
-- process: nginx
-- plan: kudos_feed kudos_search kudos_pkey kudos_recipient_pkey kudos_boost_pkey member_pkey company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: q text
-- param: giver_id bigint?
-- param: receiver_id bigint?
-- param: department_id bigint?
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
    -- Of words that many messages have, the newest gifts are looked at until the page is full: the index would find
    -- all of them. Where a thousand gifts, and four for each one of the page, do not fill it, the words are rare enough
    -- for the index; its gifts are put in order first, and then looked at as far as they are needed.
    with walked as materialized (
        select kudos.created_at, kudos.id
        from (
            select *
            from kudos
            where kudos.team_space_id = $1 and kudos.voided_at is null
                  and kudos.created_at >= $8 and kudos.created_at < $9
                  and (kudos.created_at, kudos.id) < ($10, $11)
            order by kudos.created_at desc, kudos.id desc
            limit 1000 + 4 * ($12::int + $13::int)
        ) as kudos
        where lower(kudos.message collate "default") ~ all ((select message_query_patterns($3))::text[])
              and ($4::bigint is null
                   or kudos.giver_id = $4 and (kudos.visibility <> 'anonymous' or $4 = $2))
              and ($5::bigint is null
                   or exists (select from kudos_recipient recipient
                              where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                    and recipient.member_id = $5))
              and ($6::bigint is null
                   or exists (select from kudos_recipient recipient
                              join member on member.team_space_id = $1 and member.id = recipient.member_id
                              join department_edge edge
                                on edge.team_space_id = $1 and edge.department_id = member.department_id
                                   and edge.ancestor_id = $6
                              where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id))
              and ($7::text is null
                   or kudos.value_id = (select value.id from company_value value
                                        where value.team_space_id = $1
                                              and value_key($7) in (value.name_key, value.name_ko_key)
                                        order by value.name_key = value_key($7) desc limit 1))
              and (kudos.visibility <> 'private' or kudos.giver_id = $2
                   or exists (select from kudos_recipient recipient
                              where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                    and recipient.member_id = $2))
        order by kudos.created_at desc, kudos.id desc
        limit $12::int + $13::int
    ), walk as materialized (
        select count(*) = $12::int + $13::int
               or not exists (select from kudos
                              where kudos.team_space_id = $1 and kudos.voided_at is null
                                    and kudos.created_at >= $8 and kudos.created_at < $9
                                    and (kudos.created_at, kudos.id) < ($10, $11)
                              order by kudos.created_at desc, kudos.id desc
                              offset 1000 + 4 * ($12::int + $13::int)) as enough
        from walked
    )
    (select walked.created_at, walked.id
     from walked
     where (select walk.enough from walk)
     order by walked.created_at desc, walked.id desc
     limit $12::int offset $13::int)
    union all
    (select found.created_at, found.id
     from (
         select named.created_at, named.id
         from (
             select kudos.created_at, kudos.id
             from kudos
             where not (select walk.enough from walk)
                   and kudos.team_space_id = $1 and kudos.voided_at is null
                   and message_grams(kudos.message) @> (select message_query_grams($3))
             -- Found by what they say before anything else is looked at.
             offset 0
         ) as named
         where named.created_at >= $8 and named.created_at < $9 and (named.created_at, named.id) < ($10, $11)
         order by named.created_at desc, named.id desc
         offset 0
     ) as found
     join kudos on kudos.team_space_id = $1 and kudos.id = found.id
     where lower(kudos.message collate "default") ~ all ((select message_query_patterns($3))::text[])
           and ($4::bigint is null
                or kudos.giver_id = $4 and (kudos.visibility <> 'anonymous' or $4 = $2))
           and ($5::bigint is null
                or exists (select from kudos_recipient recipient
                           where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                 and recipient.member_id = $5))
           and ($6::bigint is null
                or exists (select from kudos_recipient recipient
                           join member on member.team_space_id = $1 and member.id = recipient.member_id
                           join department_edge edge
                             on edge.team_space_id = $1 and edge.department_id = member.department_id
                                and edge.ancestor_id = $6
                           where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id))
           and ($7::text is null
                or kudos.value_id = (select value.id from company_value value
                                     where value.team_space_id = $1
                                           and value_key($7) in (value.name_key, value.name_ko_key)
                                     order by value.name_key = value_key($7) desc limit 1))
           and (kudos.visibility <> 'private' or kudos.giver_id = $2
                or exists (select from kudos_recipient recipient
                           where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                 and recipient.member_id = $2))
     order by found.created_at desc, found.id desc
     limit $12::int offset $13::int)
) as page
cross join lateral (select * from shown_kudos one
                    where one.team_space_id = $1 and one.id = page.id offset 0) as shown
order by page.created_at desc, page.id desc
