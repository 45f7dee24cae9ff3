-- How many recipients an announcement has, of them those who acknowledged it; no row when there is no such announcement.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey announcement_recipient_pkey|announcement_recipient_by_member
-- param: team_space_id bigint
-- param: id bigint
-- column: total bigint
-- column: acknowledged bigint
select counted.total, counted.acknowledged
from announcement
cross join lateral (
    select count(*) as total, count(recipient.acknowledged_at) as acknowledged
    from announcement_recipient recipient
    where recipient.team_space_id = $1 and recipient.announcement_id = announcement.id
) as counted
where announcement.team_space_id = $1 and announcement.id = $2
