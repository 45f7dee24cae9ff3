-- A page of an announcement's recipients in the order of their ids, with what became of each message: of all, or of those
-- who have (or have not) acknowledged it, and of whom a message is in a state. The first page begins after 0. deliveries
-- is a JSON array.
--
-- kind: read
-- process: nginx
-- plan: announcement_recipient_pkey member_pkey announcement_delivery_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: acknowledged bool?
-- param: delivery_state text?
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: member_id bigint
-- column: name text
-- column: acknowledged_at timestamptz?
-- column: acknowledged_version int?
-- column: recall text?
-- column: deliveries text
select page.member_id, member.name, page.acknowledged_at,
       case when page.acknowledged_at is not null then page.acknowledged_version end, page.recall,
       (select coalesce(json_agg(json_build_object(
                   'channel', delivery.channel, 'purpose', delivery.purpose, 'state', delivery.state,
                   'attempts', delivery.attempts, 'uncertain', delivery.uncertain, 'sent_at',
                   to_char(delivery.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   'error_code', delivery.error_code, 'error', delivery.error)
               order by delivery.channel, delivery.purpose), '[]')::text
        from announcement_delivery delivery
        where delivery.team_space_id = $1 and delivery.announcement_id = $2 and delivery.member_id = page.member_id)
from (
    select recipient.*
    from announcement_recipient recipient
    where recipient.team_space_id = $1 and recipient.announcement_id = $2 and recipient.member_id > $5
          and ($3::bool is null or (recipient.acknowledged_at is not null) = $3)
          and ($4::text is null
               or exists (select from announcement_delivery message
                          where message.team_space_id = $1 and message.announcement_id = $2
                                and message.member_id = recipient.member_id and message.state = $4))
    order by recipient.member_id
    limit $6::int offset $7::int
) as page
join member on member.team_space_id = $1 and member.id = page.member_id
order by page.member_id
