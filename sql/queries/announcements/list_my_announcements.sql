-- What a member was told, latest first: all, what they have acknowledged, or what still waits for that. The first page
-- begins before the greatest id. Of what was recalled after it had arrived only the title is left; what was recalled
-- before is not there.
--
-- kind: read
-- process: nginx
-- plan: announcement_recipient_by_member announcement_pkey member_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: acknowledged bool?
-- param: before_id bigint
-- param: limit int
-- param: offset int
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
       announcement.require_ack, coalesce(announcement.began_at, announcement.created_at), page.acknowledged_at,
       announcement.recalled_at, announcement.text_version, announcement.corrected_at,
       case when page.acknowledged_at is not null then page.acknowledged_version end
from (
    select recipient.announcement_id, recipient.acknowledged_at, recipient.acknowledged_version
    from announcement_recipient recipient
    where recipient.team_space_id = $1 and recipient.member_id = $2 and recipient.announcement_id < $4
          and recipient.recall is distinct from 'stopped'
          and ($3::bool is null
               or case when $3 then recipient.acknowledged_at is not null
                       else recipient.acknowledged_at is null
                            and exists (select from announcement asked
                                        where asked.team_space_id = $1 and asked.id = recipient.announcement_id
                                              and asked.require_ack and asked.recalled_at is null) end)
    order by recipient.announcement_id desc
    limit $5::int offset $6::int
) as page
join announcement on announcement.team_space_id = $1 and announcement.id = page.announcement_id
join member author on author.team_space_id = $1 and author.id = announcement.author_id
order by page.announcement_id desc
