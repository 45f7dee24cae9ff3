-- A page of what an announcement has said since it began, the latest text first. The first page begins before the greatest
-- version.
--
-- kind: read
-- process: nginx
-- plan: announcement_text_pkey member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: before_version int
-- param: limit int
-- param: offset int
-- column: text_version int
-- column: title_ko text?
-- column: title_en text?
-- column: body_ko text?
-- column: body_en text?
-- column: written_by bigint
-- column: writer_name text
-- column: approved_by bigint?
-- column: approver_name text?
-- column: published_at timestamptz
select page.text_version, page.title_ko, page.title_en, page.body_ko, page.body_en, page.written_by,
       (select writer.name from member writer where writer.team_space_id = $1 and writer.id = page.written_by),
       page.approved_by,
       (select approver.name from member approver where approver.team_space_id = $1 and approver.id = page.approved_by),
       page.published_at
from (
    select said.*
    from announcement_text said
    where said.team_space_id = $1 and said.announcement_id = $2 and said.text_version < $3
    order by said.text_version desc
    limit $4::int offset $5::int
) as page
order by page.text_version desc
