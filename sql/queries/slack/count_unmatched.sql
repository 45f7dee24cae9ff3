-- How many people in the team space's workspaces are nobody's member.
--
-- kind: read
-- process: nginx
-- plan: slack_user_unmatched
-- param: team_space_id bigint
-- column: total bigint
select count(*)
from slack_user person
where person.team_space_id = $1 and person.member_id is null and not person.is_bot and not person.deleted
      -- In an organization, once.
      and not exists (select from slack_user before
                      where before.team_space_id = $1 and before.enterprise_id = person.enterprise_id
                            and before.user_id = person.user_id and before.team_id < person.team_id
                            and before.member_id is null and not before.is_bot and not before.deleted)
