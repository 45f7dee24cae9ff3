-- Nudges of waves are told by the worker (surveys.remind), and so is that a wave has opened: its row has no = 0.
create index survey_reminder_due on gracy.survey_reminder (queued_at) where delivered_at is null;
drop index gracy.survey_reminder_open;
comment on column gracy.survey_reminder.no is '0: that the wave is open; 1 and on: nudges';
comment on column gracy.survey_reminder.queued_at is 'not told before';
comment on column gracy.survey_reminder.delivered_at is 'of who had answered by then as well, so that it tells of nobody';

-- Nobody was told of nudges until now. Of those that wait for one member about one wave, the last is told.
update gracy.survey_reminder reminder
set delivered_at = now()
where reminder.delivered_at is null
      and exists (select from gracy.survey_reminder later
                  where later.team_space_id = reminder.team_space_id and later.wave_id = reminder.wave_id
                        and later.member_id = reminder.member_id and later.no > reminder.no);
-- What was launched before and opens later is told of like what is launched from now on.
insert into gracy.survey_reminder (team_space_id, wave_id, member_id, no, queued_at)
select invite.team_space_id, invite.wave_id, invite.member_id, 0, wave.opens_at
from gracy.survey_wave wave
join gracy.wave_invite invite on invite.team_space_id = wave.team_space_id and invite.wave_id = wave.id
where wave.state = 'launched' and wave.opens_at > now();
