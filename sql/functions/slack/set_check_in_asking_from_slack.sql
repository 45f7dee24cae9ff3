-- Whether a member is asked how their day is, from now on; on which days and from when is left as it was. Outcomes: ok (with the
-- member's today, and how they have said it is, if they have), unknown_workspace, not_member.
create or replace function gracy.set_check_in_asking_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_asked bool,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out today date,
    out score int)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    team_space_id := v_team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_caller.member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    insert into gracy.check_in_preference as said (team_space_id, member_id, asked)
    values (v_team_space_id, v_caller.member_id, p_asked)
    on conflict on constraint check_in_preference_pkey do update
        set asked = excluded.asked, updated_at = now()
        where said.asked <> excluded.asked;
    today := gracy.member_today(v_team_space_id, v_caller.member_id, now());
    score := (select entry.score::int
              from gracy.mood_entry entry
              where entry.team_space_id = v_team_space_id and entry.member_id = v_caller.member_id and entry.on_date = today);
    outcome := 'ok';
end
$$;
