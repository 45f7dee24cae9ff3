-- A page of what was answered in an identified wave that promised it, by who answered; that it was read goes into the audit log.
-- The first page begins after 0.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: wave_id bigint
-- param: after_member_id bigint
-- param: limit int
-- param: offset int
-- param: request_id text
-- column: member_id bigint
-- column: name text
-- column: name_en text?
-- column: answers text
select read.member_id, read.name, read.name_en, read.answers::text
from read_wave_responses($1, $2, $3, $4, $5::int, $6::int, $7) as read
