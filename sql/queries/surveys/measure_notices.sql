-- For how many seconds the longest due notice of a wave has not been told, of all team spaces; 0 when none is due. Not how
-- many wait: that would tell how many have not answered.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: survey_reminder_due
-- column: lag_seconds float8
select coalesce(extract(epoch from now() - min(reminder.queued_at)), 0)::float8
from survey_reminder reminder
where reminder.delivered_at is null and reminder.queued_at <= now()
