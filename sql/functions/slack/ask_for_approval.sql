-- Asks the others who may write announcements, at most ten, to approve one: a message to each who is in Slack.
-- p_contents: {language: arguments of chat.postMessage}. How many were asked.
create or replace function gracy.ask_for_approval(p_team_space_id bigint, p_id bigint, p_contents json) returns int
    language plpgsql as $$
declare
    v_announcement record;
    v_asked int;
begin
    select announcement.version into v_announcement
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id and announcement.state = 'submitted';
    if not found then
        return 0;
    end if;
    perform gracy.queue_slack_message(
        p_team_space_id, address.team_id, 'chat.postMessage', address.user_id, p_contents -> coalesce(member.locale, team_space.locale),
        now(), concat_ws('/', 'approval', p_id, v_announcement.version, member.id))
    from (select distinct held.member_id
          from gracy.role_grant held
          where held.team_space_id = p_team_space_id and held.scope_kind = 'team_space'
                and held.role in ('owner', 'admin', 'announcer')
                and not exists (select from gracy.announcement_writer writer
                                where writer.team_space_id = p_team_space_id and writer.announcement_id = p_id
                                      and writer.member_id = held.member_id)
          order by held.member_id
          limit 10) as others
    join gracy.member on member.team_space_id = p_team_space_id and member.id = others.member_id and member.status = 'active'
    join gracy.team_space on team_space.id = p_team_space_id
    cross join lateral gracy.slack_addresses(p_team_space_id, array[member.id]) as address;
    get diagnostics v_asked = row_count;
    return v_asked;
end
$$;
