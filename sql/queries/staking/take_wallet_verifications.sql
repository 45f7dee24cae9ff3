-- Takes wallets whose contracts are to be asked, those that wait longest first; what is not settled comes again, ten seconds
-- later for each attempt and at most a minute.
--
-- kind: write
-- process: worker
-- plan: wallet_verification_open
-- param: chain_id bigint
-- param: limit int
-- column: team_space_id bigint
-- column: member_id bigint
-- column: address bytea
-- column: message_hash bytea
-- column: signature bytea
-- column: asked_at timestamptz
with due as (
    select asked.team_space_id, asked.member_id, asked.address
    from wallet_verification asked
    where asked.state = 'verifying' and asked.available_at <= now() and asked.expires_at > now() and asked.chain_id = $1
    order by asked.available_at
    limit $2::int
    for no key update skip locked
)
update wallet_verification asked
set attempts = asked.attempts + 1, available_at = now() + least(asked.attempts + 1, 6) * interval '10 seconds'
from due
where asked.team_space_id = due.team_space_id and asked.member_id = due.member_id and asked.address = due.address
returning asked.team_space_id, asked.member_id, asked.address, asked.message_hash, asked.signature, asked.asked_at
