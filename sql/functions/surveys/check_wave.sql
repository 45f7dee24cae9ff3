-- Whether a wave's audience is there and its thresholds are no lower than the team space's: ok, unknown_audience,
-- threshold_too_low with the least that is allowed.
create or replace function gracy.check_wave(
    p_team_space_id bigint,
    p_audience text,
    p_audience_id bigint,
    p_k_score int,
    p_k_text int,
    out outcome text,
    out field text,
    out least_allowed int)
language plpgsql stable as $$
declare
    v_known bool;
    v_k_score int;
    v_k_text int;
begin
    select case p_audience
               when 'department' then exists (
                   select from gracy.department
                   where department.team_space_id = p_team_space_id and department.id = p_audience_id)
               when 'location' then exists (
                   select from gracy.location
                   where location.team_space_id = p_team_space_id and location.id = p_audience_id)
               when 'team' then exists (
                   select from gracy.team
                   where team.team_space_id = p_team_space_id and team.id = p_audience_id)
               else true end
    into v_known;
    if not v_known then
        outcome := 'unknown_audience';
        field := 'audience_id';
        return;
    end if;
    select space.k_score, space.k_text into v_k_score, v_k_text
    from gracy.team_space space
    where space.id = p_team_space_id;
    outcome := 'threshold_too_low';
    if p_k_score < v_k_score then
        field := 'k_score';
        least_allowed := v_k_score;
    elsif p_k_text < v_k_text then
        field := 'k_text';
        least_allowed := v_k_text;
    else
        outcome := 'ok';
    end if;
end
$$;
