-- When a member may get the next message that Gracy sends by herself: now, or after their quiet hours, their pause, or,
-- when they had three today (by their own clock), the end of the night. p_user_id: who they are in Slack. p_is_counted:
-- whether the three hold for it; p_is_quiet: whether it waits for the quiet hours.
create or replace function gracy.may_be_told_at(
    p_team_space_id bigint,
    p_member_id bigint,
    p_user_id text,
    p_is_counted bool,
    p_is_quiet bool)
returns timestamptz
    language plpgsql stable as $$
declare
    v_tz constant text := gracy.member_tz(p_team_space_id, p_member_id);
    v_midnight timestamp;
    v_at timestamptz := now();
begin
    v_midnight := date_trunc('day', now() at time zone v_tz);
    if p_is_counted and (select count(*)
        from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.channel = p_user_id
              and message.dedupe_key like 'notice/%' and message.created_at >= v_midnight at time zone v_tz) >= 3
    then
        v_at := (v_midnight + interval '1 day') at time zone v_tz;
    end if;
    v_at := greatest(v_at, (select quiet.paused_until from gracy.quiet_hours quiet
                            where quiet.team_space_id = p_team_space_id and quiet.member_id = p_member_id));
    return case when p_is_quiet then gracy.undisturbed_at(p_team_space_id, array[p_member_id], v_at) else v_at end;
end
$$;

-- Of whatever can wait.
create or replace function gracy.may_be_told_at(p_team_space_id bigint, p_member_id bigint, p_user_id text)
returns timestamptz
    language sql stable as $$
    select gracy.may_be_told_at(p_team_space_id, p_member_id, p_user_id, true, true)
$$;
