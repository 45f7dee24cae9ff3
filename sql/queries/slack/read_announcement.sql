-- What messages in Slack about an announcement are written with; no row when there is none. corrector_name: of who wrote the
-- correction that waits for an approval, null when none does.
--
-- kind: read
-- process: both
-- primary: yes
-- plan: announcement_pkey announcement_channel_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: body_ko text?
-- column: body_en text?
-- column: require_ack bool
-- column: state text
-- column: version int
-- column: text_version int
-- column: author_name text
-- column: author_locale text
-- column: recipients int
-- column: acknowledged bigint
-- column: told bigint
-- column: waiting bigint
-- column: failed bigint
-- column: skipped bigint
-- column: recalled bigint
-- column: correctable bool
-- column: team_space_name text
-- column: send_at text?
-- column: send_at_is_ahead bool?
-- column: approver_name text?
-- column: audience_ko text
-- column: audience_en text
-- column: reminded bool
-- column: leaves_slack bool
-- column: approval_required bool
-- column: author_name_en text
-- column: approver_name_en text?
-- column: send_at_ko text?
-- column: send_at_en text?
-- column: post_in text[]
-- column: unposted text[]
-- column: unposted_errors text[]
-- column: corrector_name text?
-- column: corrector_name_en text?
-- column: corrected_title_ko text?
-- column: corrected_title_en text?
-- column: corrected_body_ko text?
-- column: corrected_body_en text?
select told.title_ko, told.title_en, told.body_ko, told.body_en, told.require_ack, told.state, told.version,
       told.text_version, told.author_name, told.author_locale, told.recipients, told.acknowledged, told.told, told.waiting,
       told.failed, told.skipped, told.recalled, told.correctable, told.team_space_name, told.send_at, told.send_at_is_ahead,
       told.approver_name, audience_text($1, announcement.audience, 'ko'), audience_text($1, announcement.audience, 'en'),
       announcement.reminded_at is not null,
       case when told.state = 'recalled' then announcement_leaves_slack($1, $2) else false end,
       case when told.state = 'draft'
            then announcement_needs_approval($1, $2, cardinality(audience_recipients($1, announcement.audience))) else false end,
       name_in('en', author.name, author.name_en), name_in('en', approver.name, approver.name_en),
       clock_time(coalesce(announcement.scheduled_at, announcement.wanted_at), author_tz, 'ko') || ' (' || author_tz || ')',
       clock_time(coalesce(announcement.scheduled_at, announcement.wanted_at), author_tz, 'en') || ' (' || author_tz || ')',
       array(select posted.channel from announcement_channel posted
             where posted.team_space_id = $1 and posted.announcement_id = $2 order by posted.channel),
       array(select posted.channel from announcement_channel posted
             where posted.team_space_id = $1 and posted.announcement_id = $2 and posted.state = 'failed' order by posted.channel),
       array(select coalesce(posted.error_code, '') from announcement_channel posted
             where posted.team_space_id = $1 and posted.announcement_id = $2 and posted.state = 'failed' order by posted.channel),
       corrector.name, name_in('en', corrector.name, corrector.name_en),
       announcement.correction ->> 'title_ko', announcement.correction ->> 'title_en',
       announcement.correction ->> 'body_ko', announcement.correction ->> 'body_en'
from read_slack_announcement($1, $2) as told
join announcement on announcement.team_space_id = $1 and announcement.id = $2
join member author on author.team_space_id = $1 and author.id = announcement.author_id
left join member approver on approver.team_space_id = $1 and approver.id = announcement.approved_by
left join member corrector on corrector.team_space_id = $1 and corrector.id = announcement.correction_by
cross join member_tz($1, announcement.author_id) as author_tz
