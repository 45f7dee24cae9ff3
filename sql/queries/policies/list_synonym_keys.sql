-- The words that mean the same here, as they are looked up: of all rows, and of the first thousand where somebody has more.
--
-- kind: read
-- process: worker
-- plan: policy_synonym_pkey
-- param: team_space_id bigint
-- column: keys text[]
select synonym.keys
from policy_synonym synonym
where synonym.team_space_id = $1
order by synonym.id
limit 1000
