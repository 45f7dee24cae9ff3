-- How many cards others have shown a member.
--
-- kind: read
-- process: nginx
-- plan: feeling_share_by_recipient
-- param: team_space_id bigint
-- param: recipient_id bigint
-- column: total bigint
select count(*)
from feeling_share shared
join team_space on team_space.id = $1 and team_space.feelings
where shared.team_space_id = $1 and shared.recipient_id = $2
