-- A page of what a member gave for everybody to see, as JSON, newest first: no anonymous gift, and no private one. The first
-- begins before (9999-01-01, 0).
--
-- kind: bulk
-- process: worker
-- plan: kudos_by_named_giver kudos_pkey kudos_recipient_pkey member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- column: at timestamptz
-- column: id bigint
-- column: document text
select page.created_at, page.id,
       json_build_object('id', shown.id::text, 'giver', shown.giver_name, 'recipients', shown.recipients::json,
                         'value', shown.value_name, 'message', shown.message, 'points', shown.points,
                         'visibility', shown.visibility, 'source', shown.source, 'created_at', shown.created_at,
                         'edited_at', shown.edited_at)::text
from (
    select kudos.created_at, kudos.id
    from kudos
    where kudos.team_space_id = $1
          and kudos.voided_at is null
          and kudos.giver_id = $2
          and kudos.visibility <> 'anonymous'
          and kudos.visibility <> 'private'
          and (kudos.created_at, kudos.id) < ($3, $4)
    order by kudos.created_at desc, kudos.id desc
    limit $5::int
) as page
cross join lateral (select * from shown_kudos one
                    where one.team_space_id = $1 and one.id = page.id offset 0) as shown
order by page.created_at desc, page.id desc
