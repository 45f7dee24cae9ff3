-- How many there are of what the viewer may see of everybody's gifts in a time.
--
-- kind: read
-- process: nginx
-- plan: kudos_feed|kudos_by_giver
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: since timestamptz
-- param: until timestamptz
-- column: total bigint
select count(*)
from kudos
where kudos.team_space_id = $1
      and kudos.voided_at is null
      and kudos.created_at >= $3 and kudos.created_at < $4
      and (kudos.visibility <> 'private' or kudos.giver_id = $2
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                            and recipient.member_id = $2))
