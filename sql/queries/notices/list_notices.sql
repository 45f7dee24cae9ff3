-- A page of what a member was told, newest first: all, or only what they have read. The first page begins before ('infinity', 0).
--
-- kind: read
-- process: nginx
-- plan: member_notice_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: only_read bool
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: kind text
-- column: text_en text
-- column: text_ko text
-- column: subject_kind text?
-- column: subject_id text?
-- column: created_at timestamptz
-- column: read_at timestamptz?
select notice.id, notice.kind, notice.text_en, notice.text_ko, notice.subject_kind, notice.subject_id,
       notice.created_at, notice.read_at
from member_notice notice
where notice.team_space_id = $1 and notice.member_id = $2 and (notice.created_at, notice.id) < ($4, $5)
      and (not $3 or notice.read_at is not null)
order by notice.created_at desc, notice.id desc
limit $6::int offset $7::int
