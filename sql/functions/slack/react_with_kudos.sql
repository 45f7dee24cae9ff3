-- add_reaction for workers of the release before, which do not say when it was.
create or replace function gracy.react_with_kudos(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_author_user_id text,
    p_reaction text,
    p_channel text,
    p_message_ts text,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out allowance_left int,
    out subject text)
language plpgsql as $$
begin
    select added.outcome, added.team_space_id, added.locale, added.allowance_left, added.subject
    into outcome, team_space_id, locale, allowance_left, subject
    from gracy.add_reaction(p_team_id, p_enterprise_id, p_user_id, p_author_user_id, p_reaction, p_channel, p_message_ts,
                            null) as added;
    -- Which they have no words for.
    if outcome = 'voided' then
        outcome := 'replayed';
    end if;
end
$$;
