-- How many announcements a member was told.
--
-- kind: read
-- process: nginx
-- plan: announcement_recipient_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*)
from announcement_recipient recipient
where recipient.team_space_id = $1 and recipient.member_id = $2 and recipient.recall is distinct from 'stopped'
