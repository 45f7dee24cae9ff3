-- Tells the owners that a workspace, or an organization, is connected: whoever runs it says who has which member's address there.
create or replace function gracy.tell_of_slack_workspace(
    p_team_space_id bigint,
    p_installation_id bigint,
    -- Who has made the link; null: whoever runs the server has connected it.
    p_asked_by bigint) returns void
    language plpgsql as $$
declare
    v_place text;
    v_asker text;
    v_owner_id bigint;
begin
    select normalize(coalesce(installation.name, installation.team_id, installation.enterprise_id), nfc) into v_place
    from gracy.slack_installation installation
    where installation.team_space_id = p_team_space_id and installation.id = p_installation_id;
    select member.name into v_asker
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_asked_by;
    for v_owner_id in
        select member.id
        from gracy.role_grant held
        join gracy.member on member.team_space_id = p_team_space_id and member.id = held.member_id
                             and member.status in ('active', 'on_leave')
        where held.team_space_id = p_team_space_id and held.role = 'owner' and held.scope_kind = 'team_space'
        order by member.id
    loop
        perform gracy.notify_member(
            p_team_space_id, v_owner_id, 'slack.connected',
            format('Slack (%s) is connected now, by %s. Whoever has a member''s e-mail address there becomes that member. If you know'
                   ' nothing of it, find out at once.',
                   v_place, coalesce(format('a link that %s has made', v_asker), 'who runs this server')),
            format('Slack ‘%s’%s 연결됐어요. %s 연결했고, 거기에서 구성원의 이메일 주소를 쓰는 사람은 그 구성원으로 취급돼요. 모르는 일이라면'
                   ' 바로 확인해 주세요.',
                   v_place, gracy.korean_particle(v_place, '이/가'), coalesce(format('%s님이 만든 링크로', v_asker), '서버 운영자가')),
            'slack_installation', p_installation_id::text);
    end loop;
end
$$;
