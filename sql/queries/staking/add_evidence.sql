-- Keeps what may be held against a provider who stays in the pool.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: chain_id bigint
-- param: provider text
-- param: operator_group text
-- param: request text
-- param: response_sha256 bytea
-- param: verdict text
-- column: id bigint
insert into staking_evidence (chain_id, provider, operator_group, request, response_sha256, verdict)
values ($1, $2, $3, $4, $5, $6)
returning id
