-- Where somebody in Slack writes today's note, and the one that stands there. team_space_id is null for a workspace that is not
-- connected, member_id for somebody who is no member.
create or replace function gracy.own_check_in(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out team_space_id bigint,
    out member_id bigint,
    out on_date date,
    out locale text,
    out tz text,
    out support_contact text,
    out note_sealed bytea,
    out note_key_id text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    team_space_id := v_team_space_id;
    member_id := v_caller.member_id;
    locale := v_caller.locale;
    tz := v_caller.tz;
    if v_caller.member_id is null then
        return;
    end if;
    on_date := gracy.member_today(v_team_space_id, v_caller.member_id, now());
    support_contact := (select company.support_contact from gracy.team_space company where company.id = v_team_space_id);
    select entry.note_sealed, entry.note_key_id into note_sealed, note_key_id
    from gracy.mood_entry entry
    where entry.team_space_id = v_team_space_id and entry.member_id = v_caller.member_id
          and entry.on_date = own_check_in.on_date;
end
$$;
