-- How many announcements list_waiting_announcements has.
--
-- kind: read
-- process: nginx
-- plan: announcement_waiting
-- param: team_space_id bigint
-- param: q text?
-- param: state text?
-- column: total bigint
select count(*)
from announcement
where announcement.team_space_id = $1 and ($3::text is null or announcement.state = $3)
      and (announcement.state = 'submitted' or announcement.correction is not null)
      and ($2::text is null
           or strpos(fold_text(announcement.title_ko), fold_text($2)) > 0
           or strpos(fold_text(announcement.title_en), fold_text($2)) > 0)
