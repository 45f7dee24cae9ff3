-- How many texts an announcement has had since it began; no row when there is no such announcement.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey announcement_text_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: total bigint
select (select count(*) from announcement_text said
        where said.team_space_id = $1 and said.announcement_id = announcement.id)
from announcement
where announcement.team_space_id = $1 and announcement.id = $2
