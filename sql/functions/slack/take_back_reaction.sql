-- A reaction was removed: the kudos that it gave is taken back, as long as its giver may. Outcomes: ok, not_kudos, and
-- void_kudos' own (window_over: it stays).
create or replace function gracy.take_back_reaction(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_reaction text,
    p_channel text,
    p_message_ts text) returns text
    language plpgsql as $$
declare
    v_giver record;
    v_team_space_id bigint;
    v_kudos_id bigint;
    v_outcome text;
begin
    v_giver := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_giver.team_space_id;
    select given.kudos_id into v_kudos_id
    from gracy.slack_reaction_kudos given
    where given.team_space_id = v_team_space_id and given.team_id = p_team_id and given.channel = p_channel
          and given.message_ts = p_message_ts and given.user_id = p_user_id
          and given.reaction = split_part(p_reaction, '::', 1);
    if not found or v_giver.member_id is null then
        return 'not_kudos';
    end if;
    v_outcome := (select voided.outcome from gracy.void_kudos(v_team_space_id, v_giver.member_id, v_kudos_id, 0, null, null) as voided);
    if v_outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_giver.member_id);
    end if;
    return v_outcome;
end
$$;
