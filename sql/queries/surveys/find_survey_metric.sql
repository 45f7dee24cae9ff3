-- Whether a question of a survey, as it is or was, measures something. No row: there is no such survey; only_of: or somebody
-- who leads people sees nothing of it that is released.
--
-- kind: read
-- process: nginx
-- plan: survey_pkey survey_question_pkey|survey_question_by_metric survey_wave_by_survey|survey_wave_released wave_group_pkey
-- param: team_space_id bigint
-- param: survey_id bigint
-- param: metric text
-- param: only_of bigint?
-- column: measured bool
select exists (select from survey_question question
               where question.team_space_id = $1 and question.survey_id = $2 and question.metric = $3)
from survey
where survey.team_space_id = $1 and survey.id = $2
      and ($4::bigint is null
           or exists (select from survey_wave wave
                      where wave.team_space_id = $1 and wave.survey_id = $2 and wave.released_at is not null
                            and (wave.audience = 'all'
                                 or exists (select from wave_group led
                                            where led.team_space_id = $1 and led.wave_id = wave.id
                                                  and led.kind = 'manager_group' and led.group_id = $4))))
