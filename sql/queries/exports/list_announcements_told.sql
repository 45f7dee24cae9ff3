-- A page of the announcements that went to a member, and when they acknowledged which text of them, as JSON; newest first. Not one that was
-- recalled before it arrived. The first begins before 9223372036854775807.
--
-- kind: bulk
-- process: worker
-- plan: announcement_recipient_by_member announcement_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_id bigint
-- param: limit int
-- column: id bigint
-- column: document text
select page.announcement_id,
       json_build_object('id', announcement.id::text, 'title_ko', announcement.title_ko, 'title_en', announcement.title_en,
                         'require_ack', announcement.require_ack,
                         'published_at', coalesce(announcement.began_at, announcement.created_at),
                         'text_version', announcement.text_version, 'acknowledged_at', page.acknowledged_at,
                         'acknowledged_version', case when page.acknowledged_at is not null then page.acknowledged_version end)::text
from (
    select recipient.announcement_id, recipient.acknowledged_at, recipient.acknowledged_version
    from announcement_recipient recipient
    where recipient.team_space_id = $1 and recipient.member_id = $2 and recipient.announcement_id < $3
          and recipient.recall is distinct from 'stopped'
    order by recipient.announcement_id desc
    limit $4::int
) as page
join announcement on announcement.team_space_id = $1 and announcement.id = page.announcement_id
order by page.announcement_id desc
