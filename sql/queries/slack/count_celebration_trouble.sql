-- Team spaces whose channel for celebrations does not take them, for the metrics.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: celebration_settings_to_look
-- column: refused bigint
select count(*)
from celebration_settings settings
where settings.look_at is not null and settings.slack_trouble is not null
