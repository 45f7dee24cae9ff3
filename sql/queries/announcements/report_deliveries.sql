-- How far an announcement is, and what became of its messages: one row, with the counts as a JSON array of
-- {channel, purpose, state, count}. uncertain: to how many something may have come twice.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey announcement_recipient_pkey|announcement_recipient_by_member announcement_delivery_pkey|announcement_delivery_open
-- param: team_space_id bigint
-- param: id bigint
-- column: state text
-- column: planned bool
-- column: recipients int
-- column: require_ack bool
-- column: reminded_at timestamptz?
-- column: acknowledged bigint
-- column: uncertain bigint
-- column: next_at timestamptz?
-- column: counts text
select announcement.state, announcement.planned, announcement.recipients, announcement.require_ack,
       announcement.reminded_at,
       (select count(recipient.acknowledged_at) from announcement_recipient recipient
        where recipient.team_space_id = $1 and recipient.announcement_id = announcement.id),
       delivered.uncertain, delivered.next_at, delivered.counts
from announcement
cross join lateral (
    select coalesce(sum(grouped.uncertain), 0)::bigint as uncertain,
           min(grouped.next_at) as next_at,
           coalesce(json_agg(json_build_object('channel', grouped.channel, 'purpose', grouped.purpose,
                                               'state', grouped.state, 'count', grouped.count)
                             order by grouped.channel, grouped.purpose, grouped.state), '[]')::text as counts
    from (
        select delivery.channel, delivery.purpose, delivery.state, count(*) as count,
               count(*) filter (where delivery.uncertain > 0) as uncertain,
               min(delivery.due_at) filter (where delivery.state = 'waiting') as next_at
        from announcement_delivery delivery
        where delivery.team_space_id = $1 and delivery.announcement_id = announcement.id
        group by delivery.channel, delivery.purpose, delivery.state
    ) as grouped
) as delivered
where announcement.team_space_id = $1 and announcement.id = $2
