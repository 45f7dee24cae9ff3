-- A page of what the viewer may see of everybody's gifts in a time, newest first.
-- The first page begins before ('infinity', 0).
--
-- kind: read
-- process: nginx
-- plan: kudos_feed kudos_pkey kudos_recipient_pkey kudos_boost_pkey member_pkey company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: viewer_id bigint
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
       page.mine, shown.recipients
from (
    select kudos.created_at, kudos.id, kudos.giver_id = $2 as mine
    from kudos
    where kudos.team_space_id = $1
          and kudos.voided_at is null
          and kudos.created_at >= $3 and kudos.created_at < $4
          and (kudos.visibility <> 'private' or kudos.giver_id = $2
               or exists (select from kudos_recipient recipient
                          where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                and recipient.member_id = $2))
          and (kudos.created_at, kudos.id) < ($5, $6)
    order by kudos.created_at desc, kudos.id desc
    limit $7::int offset $8::int
) as page
cross join lateral (select * from shown_kudos one
                    where one.team_space_id = $1 and one.id = page.id offset 0) as shown
order by page.created_at desc, page.id desc
