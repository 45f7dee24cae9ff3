-- Says that a member has read one of their notices and all that they were told before. How many had not been read; no row
-- when there is no such notice of theirs.
--
-- kind: write
-- process: nginx
-- plan: member_notice_pkey|member_notice_by_member member_notice_unread
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: read bigint
with last as (
    select notice.created_at, notice.id
    from member_notice notice
    where notice.team_space_id = $1 and notice.id = $3 and notice.member_id = $2
), marked as (
    update member_notice notice
    set read_at = now()
    from last
    where notice.team_space_id = $1 and notice.member_id = $2 and notice.read_at is null
          and (notice.created_at, notice.id) <= (last.created_at, last.id)
    returning notice.id
)
select (select count(*) from marked) from last
