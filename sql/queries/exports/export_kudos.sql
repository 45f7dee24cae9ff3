-- The next gifts that a viewer may see, oldest first, as the feed shows them; the first begin after ('-infinity', 0).
--
-- kind: bulk
-- process: both
-- plan: kudos_feed kudos_recipient_pkey member_pkey kudos_pkey
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: after_at timestamptz
-- param: after_id bigint
-- param: limit int
-- column: id bigint
-- column: created_at timestamptz
-- column: local_time text
-- column: giver_id bigint?
-- column: giver_name text?
-- column: recipient_ids text
-- column: recipient_names text
-- column: value_name text
-- column: points int
-- column: visibility text
-- column: source text
-- column: boosts int
-- column: boost_points int
-- column: message text
select shown.id, shown.created_at, local_time(shown.created_at, team_space.tz), shown.giver_id, shown.giver_name,
       named.ids, named.names, shown.value_name, shown.points, shown.visibility, shown.source, shown.boosts,
       shown.boost_points, shown.message
from (
    select kudos.created_at, kudos.id
    from kudos
    where kudos.team_space_id = $1
          and kudos.voided_at is null
          and (kudos.visibility <> 'private' or kudos.giver_id = $2
               or exists (select from kudos_recipient recipient
                          where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                and recipient.member_id = $2))
          and (kudos.created_at, kudos.id) > ($3, $4)
    order by kudos.created_at, kudos.id
    limit $5::int
) as page
cross join lateral (select * from shown_kudos one
                    where one.team_space_id = $1 and one.id = page.id offset 0) as shown
cross join lateral (select coalesce(string_agg(member.id::text, '; ' order by recipient.position), '') as ids,
                           coalesce(string_agg(member.name, '; ' order by recipient.position), '') as names
                    from kudos_recipient recipient
                    join member on member.team_space_id = $1 and member.id = recipient.member_id
                    where recipient.team_space_id = $1 and recipient.kudos_id = page.id) as named
join team_space on team_space.id = $1
order by page.created_at, page.id
