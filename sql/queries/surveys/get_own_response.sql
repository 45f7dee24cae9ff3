-- What a member has answered in an identified wave.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: none (one row by key, and a function of it)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: wave_id bigint
-- column: answers text
select response_answers($1, $3, signature.response_id)::text
from survey_signature signature
where signature.team_space_id = $1 and signature.wave_id = $3 and signature.member_id = $2
