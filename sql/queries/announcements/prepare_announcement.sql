-- Writes the next recipients of an announcement down. Outcomes: more, done, nothing, held.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: id bigint
-- param: limit int
-- column: outcome text
-- column: recipients int?
select prepared.outcome, prepared.recipients
from prepare_announcement($1, $2, $3) as prepared
