-- Decides of which groups it is told how many of those who sat in a settled round, and said whether they met, did: by the rules of
-- sql/functions/privacy/README.md, with 1 for having met and 0 for not. What is said later changes nothing. Outcomes: ok,
-- done (it was decided before), busy (it is being decided), unknown_round (none that is settled).
create or replace function gracy.release_coffee_round(p_team_space_id bigint, p_round_id bigint, out outcome text)
    language plpgsql as $$
declare
    v_subject constant text := 'coffee_round:' || p_round_id;
    v_day date;
    v_k int;
begin
    select (round.fire_at at time zone team_space.tz)::date, team_space.k_score into v_day, v_k
    from gracy.coffee_round round
    join gracy.team_space on team_space.id = p_team_space_id
    where round.team_space_id = p_team_space_id and round.id = p_round_id and round.state = 'settled';
    if not found then
        outcome := 'unknown_round';
        return;
    end if;
    outcome := gracy.begin_release(p_team_space_id, v_subject, 'once', v_day);
    if outcome = 'busy' then
        return;
    end if;
    if outcome = 'ok' then
        perform gracy.stage_groups(p_team_space_id, v_subject, v_day, v_day);
        perform gracy.stage_coffee_seats(p_team_space_id, v_subject, p_round_id, v_day);
        perform gracy.decide_release(p_team_space_id, v_subject, 'once', v_day, v_k, 0, 1);
        -- A round is decided once: nothing later is measured against who was counted in what.
        perform gracy.forget_parts(p_team_space_id, v_subject, v_day + 1);
        delete from gracy.release_contributors counted
        where counted.team_space_id = p_team_space_id and counted.subject = v_subject;
    end if;
    update gracy.coffee_round round
    set released_at = now()
    where round.team_space_id = p_team_space_id and round.id = p_round_id and round.released_at is null;
end
$$;
