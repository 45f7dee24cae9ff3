-- Whoever did not set it themselves has to hear of it.
create or replace function gracy.tell_of_new_password(
    p_team_space_id bigint,
    p_member_id bigint,
    -- How many API tokens ended with the old one.
    p_tokens int default 0) returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, p_member_id, 'password.changed',
        'A new password was set for you, and you were signed out elsewhere.' || case when p_tokens > 0 then format(' API tokens that have ended: %s.', p_tokens) else '' end
            || ' If this was not you, tell your administrator at once.',
        '새 비밀번호가 설정되어 다른 곳에서는 로그아웃됐어요.' || case when p_tokens > 0 then format(' API 토큰 %s개도 폐기했어요.', p_tokens) else '' end
            || ' 직접 하신 일이 아니라면 바로 관리자에게 알려 주세요.');
end
$$;
