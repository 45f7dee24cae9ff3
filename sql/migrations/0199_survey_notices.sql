-- Nudges of waves are told by the worker (surveys.remind), and so is that a wave has opened: its row has no = 0.
create index survey_reminder_due on gracy.survey_reminder (queued_at) where delivered_at is null;
drop index gracy.survey_reminder_open;
comment on column gracy.survey_reminder.no is '0: that the wave is open; 1 and on: nudges';
comment on column gracy.survey_reminder.queued_at is 'not told before';
comment on column gracy.survey_reminder.delivered_at is 'of who had answered by then as well, so that it tells of nobody';
