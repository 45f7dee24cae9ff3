-- A page of what was written in answer to a question, in the order of random ids; the first page begins after the id of
-- zeros.
--
-- kind: read
-- process: nginx
-- plan: wave_text_pkey
-- param: team_space_id bigint
-- param: wave_id bigint
-- param: question_no int
-- param: after_id text
-- param: limit int
-- param: offset int
-- column: id text
-- column: text text
select shown.id::text, shown.text
from wave_text shown
where shown.team_space_id = $1 and shown.wave_id = $2 and shown.question_no = $3::int and shown.id > $4::text::uuid
order by shown.id
limit $5::int offset $6::int
