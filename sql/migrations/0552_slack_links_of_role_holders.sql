-- An address alone links nobody in Slack to who holds a role any more. The links that there are stay, because whoever signs in
-- with them may have no other way to, and are told.
insert into gracy.member_notice (team_space_id, member_id, kind, text_en, text_ko, subject_kind, subject_id)
select distinct on (person.team_space_id, person.member_id, person.user_id)
       person.team_space_id, person.member_id, 'slack.linked',
       format('Somebody in Slack (%s) speaks for you, because the workspace has confirmed your e-mail address for them. If it is not'
              ' you, end that at once in the list of your Slack accounts (DELETE /api/v1/me/slack/users/%s/%s), and tell your'
              ' administrator.', normalize(coalesce(person.name, person.user_id), nfc), person.team_id, person.user_id),
       format('이메일 주소가 같아서 Slack 계정 ‘%s’을(를) 회원님 본인으로 연결해 두었어요. 본인 계정이 아니라면 내 Slack 계정 목록에서 바로'
              ' 연결을 끊고(DELETE /api/v1/me/slack/users/%s/%s) 관리자에게 알려 주세요.',
              normalize(coalesce(person.name, person.user_id), nfc), person.team_id, person.user_id),
       'slack_user', person.team_id || '/' || person.user_id
from gracy.slack_user person
join gracy.member on member.team_space_id = person.team_space_id and member.id = person.member_id and member.status <> 'left'
where person.by_address and not person.deleted
      and exists (select from gracy.role_grant held
                  where held.team_space_id = person.team_space_id and held.member_id = person.member_id)
order by person.team_space_id, person.member_id, person.user_id, person.team_id;
