-- How many recipients an announcement has, as list_recipients narrows them; no row when there is no such announcement.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey announcement_recipient_pkey|announcement_recipient_by_member
-- param: team_space_id bigint
-- param: id bigint
-- param: acknowledged bool?
-- param: delivery_state text?
-- column: total bigint
select counted.total
from announcement
cross join lateral (
    select count(*) as total
    from announcement_recipient recipient
    where recipient.team_space_id = $1 and recipient.announcement_id = announcement.id
          and ($3::bool is null or (recipient.acknowledged_at is not null) = $3)
          and ($4::text is null
               or exists (select from announcement_delivery message
                          where message.team_space_id = $1 and message.announcement_id = announcement.id
                                and message.member_id = recipient.member_id and message.state = $4))
) as counted
where announcement.team_space_id = $1 and announcement.id = $2
