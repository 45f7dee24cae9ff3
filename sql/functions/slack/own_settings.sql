-- What a member can set for themselves in Slack, as it holds now. Outcomes: ok, unknown_workspace, not_member; the settings are there
-- with the first alone.
create or replace function gracy.own_settings(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out outcome text,
    out locale text,
    out tz text,
    out asked bool,
    out weekdays int[],
    out at_minute int,
    out quiet_from text,
    out quiet_until text,
    out on_leaderboards bool,
    out celebrates_birthday bool,
    out celebrates_anniversary bool)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    outcome := case when v_team_space_id is null then 'unknown_workspace' when v_caller.member_id is null then 'not_member' else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    select v_caller.tz, coalesce(said.asked, true), coalesce(said.weekdays, '{2,4}'), coalesce(said.at_minute, 1020),
           to_char(coalesce(quiet.quiet_from, '21:00'), 'HH24:MI'), to_char(coalesce(quiet.quiet_until, '08:00'), 'HH24:MI'),
           not exists (select from gracy.leaderboard_opt_out opted
                       where opted.team_space_id = v_team_space_id and opted.member_id = member.id),
           member.celebrates_birthday, member.celebrates_anniversary
    into tz, asked, weekdays, at_minute, quiet_from, quiet_until, on_leaderboards, celebrates_birthday, celebrates_anniversary
    from gracy.member
    left join gracy.check_in_preference said on said.team_space_id = v_team_space_id and said.member_id = member.id
    left join gracy.quiet_hours quiet on quiet.team_space_id = v_team_space_id and quiet.member_id = member.id
    where member.team_space_id = v_team_space_id and member.id = v_caller.member_id;
end
$$;
