-- How many notices a member has not read yet.
--
-- kind: read
-- process: nginx
-- plan: member_notice_unread
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*)
from member_notice notice
where notice.team_space_id = $1 and notice.member_id = $2 and notice.read_at is null
