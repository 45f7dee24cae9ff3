-- How many notices a member has.
--
-- kind: read
-- process: nginx
-- plan: member_notice_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*)
from member_notice notice
where notice.team_space_id = $1 and notice.member_id = $2
