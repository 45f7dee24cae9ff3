-- How many gifts a viewer may see, for an export's progress.
--
-- kind: bulk
-- process: both
-- plan: none (any index of the team space's kudos will do)
-- param: team_space_id bigint
-- param: viewer_id bigint
-- column: total bigint
select count(*)
from kudos
where kudos.team_space_id = $1
      and kudos.voided_at is null
      and (kudos.visibility <> 'private' or kudos.giver_id = $2
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id and recipient.member_id = $2))
