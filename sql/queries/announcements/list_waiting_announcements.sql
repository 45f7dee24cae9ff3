-- A page of announcements that wait for an approval, or of which a correction does, latest first: those with words in their title
-- where some are given, whatever their case, and of one state where it is given. The first page begins before the greatest id.
--
-- kind: read
-- process: nginx
-- plan: announcement_waiting member_pkey announcement_writer_pkey|announcement_writer_by_member
-- param: team_space_id bigint
-- param: q text?
-- param: state text?
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
                       where written.team_space_id = $1 and written.announcement_id = page.id and written.member_id = $7)
from (
    select announcement.*
    from announcement
    where announcement.team_space_id = $1 and announcement.id < $4
          and ($3::text is null or announcement.state = $3)
          and (announcement.state = 'submitted' or announcement.correction is not null)
          and ($2::text is null
               or strpos(fold_text(announcement.title_ko), fold_text($2)) > 0
               or strpos(fold_text(announcement.title_en), fold_text($2)) > 0)
    order by announcement.id desc
    limit $5::int offset $6::int
) as page
order by page.id desc
