-- How many announcements list_found_announcements has.
--
-- kind: read
-- process: nginx
-- plan: announcement_pkey|announcement_by_state|announcement_by_author|announcement_by_editor|announcement_by_approver|announcement_by_corrector
-- param: team_space_id bigint
-- param: q text
-- param: state text?
-- column: total bigint
select count(*)
from announcement
where announcement.team_space_id = $1 and ($3::text is null or announcement.state = $3)
      and (strpos(fold_text(announcement.title_ko), fold_text($2)) > 0
           or strpos(fold_text(announcement.title_en), fold_text($2)) > 0)
