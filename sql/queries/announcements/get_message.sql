-- What an announcement says, for the one who writes its messages.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: announcement_pkey member_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: title_ko text?
-- column: title_en text?
-- column: body_ko text?
-- column: body_en text?
-- column: require_ack bool
-- column: author_name text
-- column: team_space_name text
select announcement.title_ko, announcement.title_en, announcement.body_ko, announcement.body_en,
       announcement.require_ack,
       (select author.name from member author where author.team_space_id = $1 and author.id = announcement.author_id),
       (select team_space.name from team_space where team_space.id = $1)
from announcement
where announcement.team_space_id = $1 and announcement.id = $2
