-- Who is in a Slack workspace of the demo, as CSV for the workspace that plays Slack (tests/slack). Run with the psql variable:
--   team   the workspace's id, T0HANBIT01
\set ON_ERROR_STOP on
\set QUIET on
select set_config('demo.slack_team', :'team', false) \g /dev/null
copy (
    select slack_user.user_id, coalesce(split_part(member.email, '@', 1), 'gracy') as name,
           coalesce(member.name, 'Gracy') as real_name, coalesce(member.email, '') as email,
           case coalesce(member.locale, team_space.locale) when 'ko' then 'ko-KR' else 'en-US' end as locale,
           coalesce(slack_user.tz, member.tz, team_space.tz) as tz, slack_user.deleted, slack_user.is_bot,
           exists (select from gracy.role_grant
                   where role_grant.team_space_id = member.team_space_id and role_grant.member_id = member.id
                     and role_grant.role in ('owner', 'admin')) as is_admin
    from gracy.slack_user
    join gracy.team_space on team_space.id = slack_user.team_space_id
    left join gracy.member on member.team_space_id = slack_user.team_space_id and member.id = slack_user.member_id
    where slack_user.team_id = current_setting('demo.slack_team')
    order by slack_user.user_id
) to stdout with (format csv, header);
