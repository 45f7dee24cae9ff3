-- A check-in of today, typed or tapped: the face alone, so what was noted and tagged before stays. Outcomes:
-- created, ok (changed), unknown_workspace, not_member.
create or replace function gracy.check_in_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_score int,
    out outcome text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_today date;
    v_entry record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    if v_team_space_id is null then
        outcome := 'unknown_workspace';
        return;
    end if;
    if v_caller.member_id is null then
        outcome := 'not_member';
        return;
    end if;
    v_today := gracy.member_today(v_team_space_id, v_caller.member_id, now());
    select entry.tags, entry.note_sealed, entry.note_key_id into v_entry
    from gracy.mood_entry entry
    where entry.team_space_id = v_team_space_id and entry.member_id = v_caller.member_id and entry.on_date = v_today;
    outcome := (select checked_in.outcome
                from gracy.put_check_in(v_team_space_id, v_caller.member_id, v_today, p_score, coalesce(v_entry.tags, '{}'),
                                        v_entry.note_sealed, v_entry.note_key_id, now()) as checked_in);
end
$$;
