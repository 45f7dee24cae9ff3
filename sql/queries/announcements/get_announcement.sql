-- One announcement, whole. Times of day are text: HH:MM. slack_channels: those in which it is posted as well, a JSON array of
-- {team_id, channel, state, error_code}. correction: one that waits for an approval, a JSON object, null without one. may_approve:
-- whether viewer_id may approve what waits.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey member_pkey announcement_channel_pkey announcement_writer_pkey
-- param: team_space_id bigint
-- param: id bigint
-- param: viewer_id bigint
-- column: id bigint
-- column: author_id bigint
-- column: author_name text
-- column: edited_by bigint
-- column: editor_name text
-- column: title_ko text?
-- column: title_en text?
-- column: body_ko text?
-- column: body_en text?
-- column: audience text
-- column: channels text[]
-- column: require_ack bool
-- column: quiet_from text?
-- column: quiet_until text?
-- column: state text
-- column: scheduled_at timestamptz?
-- column: submitted_at timestamptz?
-- column: approved_by bigint?
-- column: approver_name text?
-- column: approved_at timestamptz?
-- column: began_at timestamptz?
-- column: sent_at timestamptz?
-- column: cancelled_at timestamptz?
-- column: recalled_at timestamptz?
-- column: reminded_at timestamptz?
-- column: recipients int
-- column: created_at timestamptz
-- column: updated_at timestamptz
-- column: version int
-- column: slack_channels text
-- column: correction text
-- column: correction_submitted_at timestamptz?
-- column: may_approve bool
-- column: text_version int
-- column: corrected_at timestamptz?
select announcement.id, announcement.author_id,
       (select author.name from member author where author.team_space_id = $1 and author.id = announcement.author_id),
       announcement.edited_by,
       (select editor.name from member editor where editor.team_space_id = $1 and editor.id = announcement.edited_by),
       announcement.title_ko, announcement.title_en, announcement.body_ko, announcement.body_en,
       announcement.audience::text, announcement.channels, announcement.require_ack,
       to_char(announcement.quiet_from, 'HH24:MI'), to_char(announcement.quiet_until, 'HH24:MI'), announcement.state,
       announcement.scheduled_at, announcement.submitted_at, announcement.approved_by,
       (select approver.name from member approver
        where approver.team_space_id = $1 and approver.id = announcement.approved_by),
       announcement.approved_at, announcement.began_at, announcement.sent_at, announcement.cancelled_at,
       announcement.recalled_at, announcement.reminded_at, announcement.recipients, announcement.created_at,
       announcement.updated_at, announcement.version,
       (select coalesce(json_agg(json_build_object('team_id', posted.team_id, 'channel', posted.channel, 'state', posted.state,
                                                   'error_code', posted.error_code) order by posted.channel), '[]')::text
        from announcement_channel posted
        where posted.team_space_id = $1 and posted.announcement_id = announcement.id),
       case when announcement.correction is null then 'null'
            else json_build_object(
                'title_ko', announcement.correction ->> 'title_ko', 'title_en', announcement.correction ->> 'title_en',
                'body_ko', announcement.correction ->> 'body_ko', 'body_en', announcement.correction ->> 'body_en',
                'by', (select json_build_object('id', corrector.id::text, 'name', corrector.name) from member corrector
                       where corrector.team_space_id = $1 and corrector.id = announcement.correction_by),
                'submitted_at', to_char(announcement.correction_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text end,
       announcement.correction_at,
       (announcement.state = 'submitted' or announcement.correction is not null)
       and not exists (select from announcement_writer written
                       where written.team_space_id = $1 and written.announcement_id = announcement.id and written.member_id = $3),
       announcement.text_version, announcement.corrected_at
from announcement
where announcement.team_space_id = $1 and announcement.id = $2
