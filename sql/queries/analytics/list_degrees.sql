-- What was released, for the months that begin between two days, of how many others a group's people gave to and got from, the
-- latest first: percent by bucket (gracy.degree_bucket).
--
-- kind: read
-- process: nginx
-- plan: released_cell_by_group
-- param: team_space_id bigint
-- param: group_kind text
-- param: group_id bigint
-- param: from_day date
-- param: until_day date
-- column: period_start date
-- column: given_reason text?
-- column: given_shares text?
-- column: received_reason text?
-- column: received_shares text?
select given.period_start, given.reason, given.details ->> 'shares', received.reason, received.details ->> 'shares'
from released_cell given
join released_cell received
     on received.team_space_id = $1 and received.subject = 'recognition_received' and received.grain = 'month'
        and received.group_kind = $2 and received.group_id = $3 and received.period_start = given.period_start
where given.team_space_id = $1 and given.subject = 'recognition_given' and given.grain = 'month' and given.group_kind = $2
      and given.group_id = $3 and given.period_start >= $4 and given.period_start < $5
order by given.period_start desc
limit 200
