-- A reaction was removed: the kudos that it gave is taken back, as long as its giver may; when it is too late they are told.
-- p_told_at: Slack's clock of the event. Outcomes: ok, not_kudos, and void_kudos' own (window_over: it stays).
create or replace function gracy.remove_reaction(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_reaction text,
    p_channel text,
    p_message_ts text,
    p_told_at text) returns text
    language plpgsql as $$
declare
    v_giver record;
    v_team_space_id bigint;
    v_reaction constant text := split_part(p_reaction, '::', 1);
    v_removed record;
    v_outcome text;
begin
    v_giver := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_giver.team_space_id;
    -- Of other emoji nothing is kept; one that was a value's when it gave is known by its row.
    perform from gracy.reaction_value(v_team_space_id, p_reaction);
    if v_giver.member_id is null
       or (not found and not exists (
               select from gracy.slack_reaction_kudos given
               where given.team_space_id = v_team_space_id and given.team_id = p_team_id and given.channel = p_channel
                     and given.message_ts = p_message_ts and given.user_id = p_user_id and given.reaction = v_reaction)) then
        return 'not_kudos';
    end if;
    v_removed := gracy.lock_reaction(v_team_space_id, p_team_id, p_channel, p_message_ts, p_user_id, p_reaction,
                                     gracy.slack_clock(p_told_at));
    if not v_removed.is_news or v_removed.kudos_id is null then
        return 'not_kudos';
    end if;
    v_outcome := (select voided.outcome
                  from gracy.void_kudos(v_team_space_id, v_giver.member_id, v_removed.kudos_id, 0, null, null) as voided);
    if v_outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_giver.member_id);
    elsif v_outcome = 'window_over' then
        perform gracy.notify_member(
            v_team_space_id, v_giver.member_id, 'kudos.kept',
            format('You removed your :%s:. The kudos that it gave stays: it can be taken back for 24 hours only.', v_reaction),
            format(':%s: 반응을 지웠지만 보낸 칭찬은 그대로 있어요. 보낸 뒤 24시간 안에만 취소할 수 있어요.', v_reaction),
            'kudos', v_removed.kudos_id::text);
    end if;
    return v_outcome;
end
$$;
