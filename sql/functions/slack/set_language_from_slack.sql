-- The language in which a member is spoken to from now on. Outcomes: ok, unknown_workspace, not_member.
create or replace function gracy.set_language_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_locale text) returns text
    language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_team_space_id is null then
        return 'unknown_workspace';
    end if;
    update gracy.member spoken_to
    set locale = p_locale
    where spoken_to.team_space_id = v_team_space_id and spoken_to.id = v_caller.member_id;
    if not found then
        return 'not_member';
    end if;
    perform gracy.refresh_home(v_team_space_id, v_caller.member_id);
    return 'ok';
end
$$;
