-- A page of the feed, newest first: what is public, and what the viewer gave or received in private. The first page
-- begins before ('infinity', 0). recipients is a JSON array of {id, name} in the giver's order.
--
-- kind: read
-- process: nginx
-- plan: kudos_feed kudos_recipient_pkey member_pkey company_value_pkey|company_value_by_name|company_value_by_name_ko
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: giver_id bigint
-- column: giver_name text
-- column: value_name text
-- column: message text
-- column: points int
-- column: visibility text
-- column: source text
-- column: created_at timestamptz
-- column: recipients text
select page.id, page.giver_id,
       (select giver.name from member giver where giver.team_space_id = $1 and giver.id = page.giver_id),
       (select value.name from company_value value where value.team_space_id = $1 and value.id = page.value_id),
       page.message, page.points, page.visibility, page.source, page.created_at,
       (select '[' || string_agg('{"id":"' || member.id || '","name":' || to_json(member.name) || '}', ','
                                 order by recipient.position) || ']'
        from kudos_recipient recipient
        join member on member.team_space_id = $1 and member.id = recipient.member_id
        where recipient.team_space_id = $1 and recipient.kudos_id = page.id)
from (
    select kudos.*
    from kudos
    where kudos.team_space_id = $1
          and (kudos.created_at, kudos.id) < ($3, $4)
          and (kudos.visibility = 'public' or kudos.giver_id = $2
               or exists (select from kudos_recipient recipient
                          where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                and recipient.member_id = $2))
    order by kudos.created_at desc, kudos.id desc
    limit $5::int offset $6::int
) as page
order by page.created_at desc, page.id desc
