-- How many notices a member has, or has read.
--
-- kind: read
-- process: nginx
-- plan: member_notice_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: only_read bool
-- column: total bigint
select count(*)
from member_notice notice
where notice.team_space_id = $1 and notice.member_id = $2 and (not $3 or notice.read_at is not null)
