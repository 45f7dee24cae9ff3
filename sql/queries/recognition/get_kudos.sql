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
select gift.id, gift.giver_id, gift.giver_name, gift.giver_name_en, gift.giver_avatar_url, gift.value_name, gift.message,
       gift.points, gift.visibility, gift.source, gift.created_at, gift.edited_at, gift.version, gift.boosts,
       gift.boost_points, gift.my_boost, gift.mine, gift.recipients, gift.slack_permalink
from seen_kudos($1, $2, $3) as gift
