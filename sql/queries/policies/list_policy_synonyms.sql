-- A page of the words that mean the same here, oldest first. The first page begins after 0.
--
-- kind: read
-- process: nginx
-- plan: policy_synonym_pkey
-- param: team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: terms text[]
-- column: updated_at timestamptz
-- column: version int
select synonym.id, synonym.terms, synonym.updated_at, synonym.version
from policy_synonym synonym
where synonym.team_space_id = $1 and synonym.id > $2
order by synonym.id
limit $3::int offset $4::int
