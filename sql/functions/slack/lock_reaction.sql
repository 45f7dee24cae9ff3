-- Takes the row of somebody's reaction to a message, making it when it is the first that is heard of it, and notes that
-- something was told of it at p_told_at (Slack's clock; null: now). `is_news`: nothing later was told before. Taken before
-- the allowance and the gift.
create or replace function gracy.lock_reaction(
    p_team_space_id bigint,
    p_team_id text,
    p_channel text,
    p_message_ts text,
    p_user_id text,
    p_reaction text,
    p_told_at numeric,
    out is_news bool,
    out kudos_id bigint)
language plpgsql as $$
declare
    v_reaction constant text := split_part(p_reaction, '::', 1);
    v_told_at numeric;
begin
    insert into gracy.slack_reaction_kudos (team_space_id, team_id, channel, message_ts, user_id, reaction)
    values (p_team_space_id, p_team_id, p_channel, p_message_ts, p_user_id, v_reaction)
    on conflict do nothing;
    select given.kudos_id, given.told_at into kudos_id, v_told_at
    from gracy.slack_reaction_kudos given
    where given.team_space_id = p_team_space_id and given.team_id = p_team_id and given.channel = p_channel
          and given.message_ts = p_message_ts and given.user_id = p_user_id and given.reaction = v_reaction
    for update;
    is_news := v_told_at is null or p_told_at is null or p_told_at >= v_told_at;
    if is_news and p_told_at is not null then
        update gracy.slack_reaction_kudos given
        set told_at = p_told_at
        where given.team_space_id = p_team_space_id and given.team_id = p_team_id and given.channel = p_channel
              and given.message_ts = p_message_ts and given.user_id = p_user_id and given.reaction = v_reaction;
    end if;
end
$$;
