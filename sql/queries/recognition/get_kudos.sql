-- One gift, if the viewer may see it; slack_permalink is for who gave or received it alone: its channel may be private.
--
-- kind: read
-- process: nginx
-- plan: kudos_pkey kudos_recipient_pkey kudos_boost_pkey member_pkey company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: id bigint
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
-- column: slack_permalink text?
select shown.id, shown.giver_id, shown.giver_name, shown.giver_name_en, shown.giver_avatar_url, shown.value_name,
       shown.message, shown.points, shown.visibility, shown.source, shown.created_at, shown.edited_at, shown.version,
       shown.boosts, shown.boost_points,
       (select boost.points from kudos_boost boost
        where boost.team_space_id = $1 and boost.kudos_id = kudos.id and boost.member_id = $2),
       kudos.giver_id = $2, shown.recipients,
       case when kudos.giver_id = $2
                 or exists (select from kudos_recipient receiver
                            where receiver.team_space_id = $1 and receiver.kudos_id = kudos.id and receiver.member_id = $2)
            then kudos_permalink($1, kudos.id) end
from kudos
cross join lateral (select * from shown_kudos one
                    where one.team_space_id = $1 and one.id = kudos.id offset 0) as shown
where kudos.team_space_id = $1 and kudos.id = $3
      and (kudos.visibility <> 'private' or kudos.giver_id = $2
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                            and recipient.member_id = $2))
