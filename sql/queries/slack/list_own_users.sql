-- Who in Slack is a member, and who is said to be and has not been confirmed; no more than a person has.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: slack_user_by_member slack_user_by_proposal
-- param: team_space_id bigint
-- param: member_id bigint
-- column: team_id text
-- column: user_id text
-- column: name text?
-- column: confirmed bool
-- column: by_address bool
-- column: updated_at timestamptz
select person.team_id, person.user_id, person.name, true, person.by_address, person.updated_at
from slack_user person
where person.team_space_id = $1 and person.member_id = $2
union all
select person.team_id, person.user_id, person.name, false, false, person.updated_at
from slack_user person
where person.team_space_id = $1 and person.proposed_member_id = $2
order by 1, 2
limit 100
