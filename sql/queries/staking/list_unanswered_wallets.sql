-- Wallets whose contracts nobody has answered for in time, whatever their chain, those whose time has been over longest first.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: wallet_verification_by_end
-- param: limit int
-- column: team_space_id bigint
-- column: member_id bigint
-- column: address bytea
-- column: message_hash bytea
-- column: chain_id bigint
select asked.team_space_id, asked.member_id, asked.address, asked.message_hash, asked.chain_id
from wallet_verification asked
where asked.state = 'verifying' and asked.expires_at <= now()
order by asked.expires_at
limit $1::int
