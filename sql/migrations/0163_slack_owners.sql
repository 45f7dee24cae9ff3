-- Whether nothing but a confirmed address says that this person in Slack is that member: good enough for everybody but
-- owners, because whoever runs a workspace says who has which address there.
alter table gracy.slack_user add by_address bool not null default false;

update gracy.slack_user person
set by_address = true
where person.member_id is not null
      and not exists (select from gracy.audit_log line
                      where line.team_space_id = person.team_space_id and line.action = 'slack.link'
                            and line.target_id = person.member_id::text and line.diff ->> 'team_id' = person.team_id
                            and line.diff ->> 'user_id' = person.user_id);

-- Who became an owner after an address had led to them.
with linked_owner as (
    select distinct person.team_space_id, person.member_id
    from gracy.slack_user person
    join gracy.role_grant held on held.team_space_id = person.team_space_id and held.member_id = person.member_id
                                  and held.role = 'owner' and held.scope_kind = 'team_space'
    where person.by_address
),
attempts as (
    delete from gracy.slack_sign_in attempt using linked_owner
    where attempt.team_space_id = linked_owner.team_space_id and attempt.member_id = linked_owner.member_id
),
sessions as (
    delete from gracy.session using linked_owner
    where session.team_space_id = linked_owner.team_space_id and session.member_id = linked_owner.member_id
)
update gracy.slack_user person
set member_id = null, by_address = false, updated_at = now()
from linked_owner
where person.team_space_id = linked_owner.team_space_id and person.member_id = linked_owner.member_id and person.by_address;
