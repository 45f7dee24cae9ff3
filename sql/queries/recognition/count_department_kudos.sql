-- How many gifts list_department_kudos has.
--
-- kind: read
-- process: nginx
-- plan: department_edge_pkey|department_edge_by_department kudos_recipient_by_member
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: department_id bigint
-- param: value text?
-- param: since timestamptz
-- param: until timestamptz
-- column: total bigint
select count(*)
from (
    select distinct kudos.created_at, kudos.id
    from department_edge edge
    join member on member.team_space_id = $1 and member.department_id = edge.department_id
    join kudos_recipient received on received.team_space_id = $1 and received.member_id = member.id
    join kudos on kudos.team_space_id = $1 and kudos.id = received.kudos_id
    where edge.team_space_id = $1 and edge.ancestor_id = $3
          and received.created_at >= $5 and received.created_at < $6
          and kudos.voided_at is null
          and ($4::text is null
               or kudos.value_id = (select value.id from company_value value
                                    where value.team_space_id = $1
                                          and value_key($4) in (value.name_key, value.name_ko_key)
                                    order by value.name_key = value_key($4) desc limit 1))
          and (kudos.visibility <> 'private' or kudos.giver_id = $2
               or exists (select from kudos_recipient recipient
                          where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                                and recipient.member_id = $2))
) as found
