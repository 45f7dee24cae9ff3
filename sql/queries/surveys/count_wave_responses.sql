-- How many answers of a wave are read with names: of those who were told so. See read_wave_responses.
--
-- kind: read
-- process: nginx
-- plan: survey_signature_pkey|survey_signature_team_space_id_wave_id_member_id_key
-- param: team_space_id bigint
-- param: wave_id bigint
-- column: total bigint
select count(*)
from survey_signature signature
where signature.team_space_id = $1 and signature.wave_id = $2 and signature.told_names
