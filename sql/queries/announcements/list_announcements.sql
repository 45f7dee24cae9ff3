-- A page of announcements, latest first, for those who write them. The first page begins before the greatest id.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey member_pkey announcement_writer_pkey|announcement_writer_by_member
-- param: team_space_id bigint
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- param: viewer_id bigint
-- column: id bigint
-- column: author_id bigint
-- column: author_name text
-- column: title_ko text?
-- column: title_en text?
-- column: channels text[]
-- column: require_ack bool
-- column: state text
-- column: scheduled_at timestamptz?
-- column: began_at timestamptz?
-- column: sent_at timestamptz?
-- column: recipients int
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
-- column: correction_submitted_at timestamptz?
-- column: may_approve bool
select page.id, page.author_id,
       (select author.name from member author where author.team_space_id = $1 and author.id = page.author_id),
       page.title_ko, page.title_en, page.channels, page.require_ack, page.state, page.scheduled_at, page.began_at,
       page.sent_at, page.recipients, page.created_at, page.updated_at, page.version, page.correction_at,
       (page.state = 'submitted' or page.correction is not null)
       and not exists (select from announcement_writer written
                       where written.team_space_id = $1 and written.announcement_id = page.id and written.member_id = $5)
from (
    select announcement.*
    from announcement
    where announcement.team_space_id = $1 and announcement.id < $2
    order by announcement.id desc
    limit $3::int offset $4::int
) as page
order by page.id desc
