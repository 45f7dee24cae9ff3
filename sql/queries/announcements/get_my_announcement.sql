-- One of those that a member was told, as list_my_announcements has it.
--
-- kind: read
-- process: nginx
-- plan: announcement_recipient_pkey|announcement_recipient_by_member announcement_pkey member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: id bigint
-- column: author_id bigint
-- column: author_name text
-- column: title_ko text?
-- column: title_en text?
-- column: body_ko text?
-- column: body_en text?
-- column: require_ack bool
-- column: published_at timestamptz
-- column: acknowledged_at timestamptz?
-- column: recalled_at timestamptz?
-- column: text_version int
-- column: corrected_at timestamptz?
-- column: acknowledged_version int?
select announcement.id, announcement.author_id, author.name, announcement.title_ko, announcement.title_en,
       case when announcement.recalled_at is null then announcement.body_ko end,
       case when announcement.recalled_at is null then announcement.body_en end,
       announcement.require_ack, coalesce(announcement.began_at, announcement.created_at), recipient.acknowledged_at,
       announcement.recalled_at, announcement.text_version, announcement.corrected_at,
       case when recipient.acknowledged_at is not null then recipient.acknowledged_version end
from announcement_recipient recipient
join announcement on announcement.team_space_id = $1 and announcement.id = recipient.announcement_id
join member author on author.team_space_id = $1 and author.id = announcement.author_id
where recipient.team_space_id = $1 and recipient.member_id = $2 and recipient.announcement_id = $3
      and recipient.recall is distinct from 'stopped'
