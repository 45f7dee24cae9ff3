-- How many there are of what the viewer may see of everybody's gifts for a value.
--
-- kind: read
-- process: nginx
-- plan: kudos_by_value
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: value text
-- param: since timestamptz
-- param: until timestamptz
-- column: total bigint
select count(*)
from kudos
where kudos.team_space_id = $1
      and kudos.voided_at is null
      and kudos.created_at >= $4 and kudos.created_at < $5
      and kudos.value_id = (select value.id from company_value value
                            where value.team_space_id = $1
                                  and value_key($3) in (value.name_key, value.name_ko_key)
                            order by value.name_key = value_key($3) desc limit 1)
      and (kudos.visibility <> 'private' or kudos.giver_id = $2
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                            and recipient.member_id = $2))
