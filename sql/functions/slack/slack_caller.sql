-- Who somebody in Slack is here, where their workspace belongs (slack_home); without that, team_space_id is null. member_id
-- is null for somebody who is no member, or no longer one.
create or replace function gracy.slack_caller(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out team_space_id bigint,
    out member_id bigint,
    out locale text,
    out tz text)
language plpgsql stable as $$
declare
    v_home record;
    v_team_space_id bigint;
begin
    v_home := gracy.slack_home(p_team_id, p_enterprise_id);
    v_team_space_id := v_home.team_space_id;

    select team_space.id, team_space.locale, team_space.tz into team_space_id, locale, tz
    from gracy.team_space
    where team_space.id = v_team_space_id and team_space.status = 'active';
    if not found then
        locale := 'en';
        return;
    end if;

    select member.id, gracy.member_locale(v_team_space_id, member.id) into member_id, locale
    from gracy.member
    where member.team_space_id = v_team_space_id
          and member.id = gracy.slack_member(v_team_space_id, p_team_id, v_home.enterprise_id, p_user_id)
          and member.status in ('active', 'on_leave');
    if found then
        tz := gracy.member_tz(v_team_space_id, member_id);
    else
        select home.locale, home.tz into locale, tz
        from gracy.team_space home
        where home.id = v_team_space_id;
    end if;
end
$$;
