-- Has everything that a member can set for themselves in Slack be so; what is so already stays untouched. p_weekdays: the days on which
-- they are asked how their day is; empty: they are not asked, and the days stay for when they are again. Outcomes: ok, same_time and
-- too_long (of the quiet hours), unknown_workspace, not_member.
create or replace function gracy.set_own_settings(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_locale text,
    p_weekdays int[],
    p_at_minute int,
    p_quiet_from text,
    p_quiet_until text,
    p_on_leaderboards bool,
    p_celebrates_birthday bool,
    p_celebrates_anniversary bool,
    p_request_id text,
    out outcome text,
    out locale text)
language plpgsql as $$
declare
    v_before record;
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
    v_asked constant bool := cardinality(p_weekdays) > 0;
    v_weekdays int[];
    v_profile jsonb := '{}';
begin
    v_before := gracy.own_settings(p_team_id, p_enterprise_id, p_user_id);
    locale := v_before.locale;
    outcome := v_before.outcome;
    if outcome <> 'ok' then
        return;
    end if;
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    if (p_quiet_from, p_quiet_until) is distinct from (v_before.quiet_from, v_before.quiet_until) then
        outcome := (gracy.set_quiet_hours_from_slack(p_team_id, p_enterprise_id, p_user_id, 'hours', p_quiet_from, p_quiet_until, null)).outcome;
        if outcome <> 'ok' then
            return;
        end if;
    end if;
    v_weekdays := case when v_asked then p_weekdays else v_before.weekdays end;
    if (v_asked, v_weekdays, p_at_minute) is distinct from (v_before.asked, v_before.weekdays, v_before.at_minute) then
        insert into gracy.check_in_preference (team_space_id, member_id, asked, weekdays, at_minute)
        values (v_team_space_id, v_member_id, v_asked, v_weekdays, p_at_minute)
        on conflict on constraint check_in_preference_pkey do update
            set asked = excluded.asked, weekdays = excluded.weekdays, at_minute = excluded.at_minute, updated_at = now();
    end if;
    if p_on_leaderboards <> v_before.on_leaderboards then
        perform gracy.set_leaderboard_opt_out(v_team_space_id, v_member_id, not p_on_leaderboards);
    end if;
    if p_locale <> v_before.locale then
        v_profile := v_profile || jsonb_build_object('locale', p_locale);
    end if;
    if p_celebrates_birthday <> v_before.celebrates_birthday then
        v_profile := v_profile || jsonb_build_object('celebrates_birthday', p_celebrates_birthday);
    end if;
    if p_celebrates_anniversary <> v_before.celebrates_anniversary then
        v_profile := v_profile || jsonb_build_object('celebrates_anniversary', p_celebrates_anniversary);
    end if;
    if v_profile <> '{}' then
        outcome := gracy.change_member(v_team_space_id, v_member_id, v_member_id, 0, v_profile, p_request_id);
        if outcome <> 'ok' then
            -- All of it or nothing.
            raise exception 'a member''s own settings: %', outcome;
        end if;
    end if;
    locale := p_locale;
    perform gracy.refresh_home(v_team_space_id, v_member_id);
end
$$;
