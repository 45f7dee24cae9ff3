-- What a member was asked to sign and still may.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: wallet_challenge_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: nonce text
-- column: address bytea
-- column: message text
select challenge.address, challenge.message
from wallet_challenge challenge
where challenge.team_space_id = $1 and challenge.member_id = $2 and challenge.nonce = $3 and challenge.expires_at > now()
