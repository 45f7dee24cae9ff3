-- Waves that the worker has something to do for: they are over and not released, or their inbox is full enough to be
-- moved on.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: survey_wave_to_release
-- param: limit int
-- column: team_space_id bigint
-- column: wave_id bigint
-- column: is_over bool
select wave.team_space_id, wave.id, wave.closes_at <= now()
from survey_wave wave
where wave.state in ('launched', 'closed') and wave.released_at is null
      and (wave.closes_at <= now()
           or 60 <= (select count(*) from survey_inbox waiting
                     where waiting.team_space_id = wave.team_space_id and waiting.wave_id = wave.id))
order by wave.closes_at, wave.id
limit $1::int
