-- remove_reaction for workers of the release before, which do not say when it was.
create or replace function gracy.take_back_reaction(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_reaction text,
    p_channel text,
    p_message_ts text) returns text
    language plpgsql as $$
begin
    return gracy.remove_reaction(p_team_id, p_enterprise_id, p_user_id, p_reaction, p_channel, p_message_ts, null);
end
$$;
