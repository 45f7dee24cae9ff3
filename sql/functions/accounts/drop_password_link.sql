-- The mail with the link does not arrive: it opens nothing any more, and whoever asked is told. False: it is gone already.
create or replace function gracy.drop_password_link(p_team_space_id bigint, p_member_id bigint, p_id bigint) returns bool
    language plpgsql as $$
declare
    v_asked_by bigint;
    v_name text;
    v_email text;
begin
    delete from gracy.password_link link
    where link.team_space_id = p_team_space_id and link.member_id = p_member_id and link.id = p_id
    returning link.asked_by into v_asked_by;
    if not found then
        return false;
    end if;
    select member.name, member.email into v_name, v_email
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id;
    perform gracy.notify_member(
        p_team_space_id, v_asked_by, 'password.undelivered',
        format('The link for %s could not be delivered: the mail server does not take mail for %s.', v_name, v_email),
        format('%s님의 비밀번호 설정 링크를 보내지 못했어요. 메일 서버가 %s 주소를 받지 않아요.', v_name, v_email));
    return true;
end
$$;
