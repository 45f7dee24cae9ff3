-- One row of words that mean the same.
--
-- kind: read
-- process: nginx
-- plan: policy_synonym_pkey
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: terms text[]
-- column: updated_at timestamptz
-- column: version int
select synonym.id, synonym.terms, synonym.updated_at, synonym.version
from policy_synonym synonym
where synonym.team_space_id = $1 and synonym.id = $2
