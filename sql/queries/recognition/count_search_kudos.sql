-- How many gifts search_kudos has.
--
-- kind: read
-- process: nginx
-- plan: kudos_search
-- param: team_space_id bigint
-- param: viewer_id bigint
-- param: q text
-- param: giver_id bigint?
-- param: receiver_id bigint?
-- param: department_id bigint?
-- param: value text?
-- param: since timestamptz
-- param: until timestamptz
-- column: total bigint
select count(*)
from (
    select *
    from kudos
    where kudos.team_space_id = $1 and kudos.voided_at is null
          and message_grams(kudos.message) @> (select message_query_grams($3))
    -- Found by what they say before anything else is looked at, instead of walking through the whole feed.
    offset 0
) as kudos
where lower(kudos.message collate "default") ~ all ((select message_query_patterns($3))::text[])
      and kudos.created_at >= $8 and kudos.created_at < $9
      and ($4::bigint is null
           or kudos.giver_id = $4 and (kudos.visibility <> 'anonymous' or $4 = $2))
      and ($5::bigint is null
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                            and recipient.member_id = $5))
      and ($6::bigint is null
           or exists (select from kudos_recipient recipient
                      join member on member.team_space_id = $1 and member.id = recipient.member_id
                      join department_edge edge
                        on edge.team_space_id = $1 and edge.department_id = member.department_id
                           and edge.ancestor_id = $6
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id))
      and ($7::text is null
           or kudos.value_id = (select value.id from company_value value
                                where value.team_space_id = $1
                                      and value_key($7) in (value.name_key, value.name_ko_key)
                                order by value.name_key = value_key($7) desc limit 1))
      and (kudos.visibility <> 'private' or kudos.giver_id = $2
           or exists (select from kudos_recipient recipient
                      where recipient.team_space_id = $1 and recipient.kudos_id = kudos.id
                            and recipient.member_id = $2))
