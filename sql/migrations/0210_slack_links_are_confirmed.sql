-- Whoever speaks in Slack for a member reads what is the member's alone, so an administrator's word links nobody by itself:
-- it is kept beside the link until the member has confirmed it.
alter table gracy.slack_user
    add proposed_member_id bigint,
    add foreign key (team_space_id, proposed_member_id) references gracy.member (team_space_id, id),
    add constraint slack_user_linked_or_proposed check (member_id is null or proposed_member_id is null);
create index slack_user_by_proposal on gracy.slack_user (team_space_id, proposed_member_id);

-- Members of whom an address in Slack proves nothing any more: an administrator has changed theirs, or has taken somebody in
-- Slack from them, and so could have an account of their own take that place.
create table gracy.slack_doubt (
    team_space_id bigint not null,
    member_id bigint not null,
    since timestamptz not null default now(),
    primary key (team_space_id, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id)
);
select gracy.protect_table('slack_doubt', false);

-- Links that an administrator has made before stay, and are told.
insert into gracy.member_notice (team_space_id, member_id, kind, text_en, text_ko, subject_kind, subject_id)
select distinct on (person.team_space_id, person.member_id, person.user_id)
       person.team_space_id, person.member_id, 'slack.linked_by_hand',
       format('An administrator has said that somebody in Slack (%s) is you. Is it not? Take the account from yourself in the'
              ' list of your Slack accounts.', normalize(coalesce(person.name, person.user_id), nfc)),
       format('관리자가 Slack 계정 ‘%s’을(를) 본인으로 연결해 두었어요. 본인이 아니라면 내 Slack 계정 목록에서 연결을 끊어 주세요.',
              normalize(coalesce(person.name, person.user_id), nfc)),
       'slack_user', person.team_id || '/' || person.user_id
from gracy.slack_user person
join gracy.member on member.team_space_id = person.team_space_id and member.id = person.member_id and member.status <> 'left'
join gracy.audit_log line on line.team_space_id = person.team_space_id and line.action = 'slack.link'
                             and line.target_id = person.member_id::text and line.diff ->> 'user_id' = person.user_id
                             and line.actor_id is distinct from person.member_id
where not person.by_address
order by person.team_space_id, person.member_id, person.user_id, person.team_id;
