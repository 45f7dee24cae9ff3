-- Says that a member has read one of their notices; once read, it stays so. No row when it is not theirs.
--
-- kind: write
-- process: nginx
-- plan: member_notice_pkey|member_notice_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: read_at timestamptz
update member_notice notice
set read_at = coalesce(notice.read_at, now())
where notice.team_space_id = $1 and notice.id = $3 and notice.member_id = $2
returning notice.read_at
