-- How many members staking/list_participants has in all.
--
-- kind: read
-- process: nginx
-- plan: wallet_by_member
-- param: team_space_id bigint
-- column: total bigint
select count(distinct wallet.member_id)
from wallet
where wallet.team_space_id = $1
