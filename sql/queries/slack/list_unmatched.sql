-- A page of people in the team space's workspaces who are nobody's member: no bots, and nobody who was deactivated. The
-- first page begins after ('', ''). proposed_member_id: who they are said to be, and have not confirmed it.
--
-- kind: read
-- process: nginx
-- plan: slack_user_unmatched
-- param: team_space_id bigint
-- param: after_team_id text
-- param: after_user_id text
-- param: limit int
-- param: offset int
-- column: team_id text
-- column: user_id text
-- column: name text?
-- column: email text?
-- column: is_guest bool
-- column: updated_at timestamptz
-- column: proposed_member_id bigint?
select person.team_id, person.user_id, person.name, person.email, person.is_guest, person.updated_at, person.proposed_member_id
from slack_user person
where person.team_space_id = $1 and person.member_id is null and not person.is_bot and not person.deleted
      and (person.team_id, person.user_id) > ($2, $3)
      -- In an organization, once.
      and not exists (select from slack_user before
                      where before.team_space_id = $1 and before.enterprise_id = person.enterprise_id
                            and before.user_id = person.user_id and before.team_id < person.team_id
                            and before.member_id is null and not before.is_bot and not before.deleted)
order by person.team_id, person.user_id
limit $4::int offset $5::int
