-- What a post tells, by kind and day.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: message_id bigint
-- column: locale text
-- column: today date
-- column: kind text
-- column: on_date date
-- column: years int?
-- column: name text
-- column: name_en text?
-- column: user_id text?
select told.locale, told.today, told.kind, told.on_date, told.years, told.name, told.name_en, told.user_id
from read_celebration_post($1, $2) as told
