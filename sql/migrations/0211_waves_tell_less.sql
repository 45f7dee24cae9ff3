-- Of a result of a wave, too, how many answered is told as "at least", and never that everybody did.
update gracy.wave_result cell
set n = greatest(wave.k_score, least(cell.n, known.invited - 2) / 5 * 5)
from gracy.survey_wave wave
join gracy.wave_group known on known.team_space_id = wave.team_space_id and known.wave_id = wave.id
join gracy.survey_question question on question.team_space_id = wave.team_space_id and question.survey_id = wave.survey_id
                                       and question.version = wave.question_version and question.kind <> 'text'
where cell.team_space_id = wave.team_space_id and cell.wave_id = wave.id and cell.kind = known.kind
      and cell.group_id = known.group_id and cell.question_no = question.no and cell.n is not null;
update gracy.wave_trend point
set n = greatest(wave.k_score, least(point.n, known.invited - 2) / 5 * 5)
from gracy.survey_wave wave
join gracy.wave_group known on known.team_space_id = wave.team_space_id and known.wave_id = wave.id
where point.team_space_id = wave.team_space_id and point.wave_id = wave.id and point.kind = known.kind
      and point.group_id = known.group_id and point.n is not null;

-- Are told more now: an option, and how many people there are said to be.
drop function if exists gracy.decide_wave_question(bigint, bigint, date, int, text, text, int);
drop function if exists gracy.stage_wave_question(bigint, bigint, text, date, int, text, text);
drop function if exists gracy.wave_stats(text, text, jsonb, int);
