-- How many there are of what one member received.
--
-- kind: read
-- process: nginx
-- plan: kudos_recipient_by_member
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: receiver_id bigint
-- param: department_id bigint?
-- param: value text?
-- param: since timestamptz
-- param: until timestamptz
-- column: total bigint
select count(*)
from kudos_recipient received
join kudos on kudos.team_space_id = $1 and kudos.id = received.kudos_id
where kudos.team_space_id = $1
      and kudos.voided_at is null
      and received.team_space_id = $1
      and received.member_id = $3
      and received.created_at >= $6 and received.created_at < $7
      and ($4::bigint is null
           or exists (select from kudos_recipient recipient
                      join member on member.team_space_id = $1 and member.id = recipient.member_id
                      join department_edge edge
                        on edge.team_space_id = $1 and edge.department_id = member.department_id
                           and edge.ancestor_id = $4
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id))
      and ($5::text is null
           or kudos.value_id = (select value.id from company_value value
                                where value.team_space_id = $1
                                      and value_key($5) in (value.name_key, value.name_ko_key)
                                order by value.name_key = value_key($5) desc limit 1))
      and (kudos.visibility <> 'private' or kudos.giver_id = $2
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                            and recipient.member_id = $2))
