-- Who was invited and has become somebody in Slack works here; until now only an administrator could say so.
with come as (
    update gracy.member
    set status = 'active'
    where member.status = 'invited'
          and exists (select from gracy.slack_user person
                      where person.team_space_id = member.team_space_id and person.member_id = member.id
                            and not person.deleted and not person.is_bot)
    returning member.team_space_id, member.id
)
insert into gracy.audit_log (team_space_id, action, target_kind, target_id, diff)
select come.team_space_id, 'member.activate', 'member', come.id::text, '{"status": ["invited", "active"]}'
from come;
