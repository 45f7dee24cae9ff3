-- The last lies that were proven, newest first.
--
-- kind: read
-- process: nginx
-- plan: staking_evidence_by_time
-- param: chain_id bigint
-- param: limit int
-- column: provider text
-- column: operator_group text
-- column: request text
-- column: response_sha256 bytea
-- column: verdict text
-- column: found_at timestamptz
select evidence.provider, evidence.operator_group, evidence.request, evidence.response_sha256, evidence.verdict,
       evidence.found_at
from staking_evidence evidence
where evidence.chain_id = $1
order by evidence.id desc
limit $2::int
