-- The day on which the allowance of everybody in the team space of somebody in Slack is renewed. Null when the workspace is
-- unknown.
create or replace function gracy.allowance_renewed_on(p_team_id text, p_enterprise_id text, p_user_id text) returns date
    language plpgsql stable as $$
declare
    v_team_space_id bigint := (gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id)).team_space_id;
begin
    return (select terms.ends_on
            from gracy.team_space
            join gracy.recognition_policy policy on policy.team_space_id = v_team_space_id
            cross join gracy.allowance_terms(policy, (now() at time zone team_space.tz)::date) as terms
            where team_space.id = v_team_space_id);
end
$$;
