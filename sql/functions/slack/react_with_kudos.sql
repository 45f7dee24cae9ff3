-- A reaction with a value's emoji is a kudos of one point to who wrote the message, for that value: the emoji is the
-- value's when its text is the reaction's name as Slack writes it, with or without colons. Skin tones are the same hand.
-- Outcomes as record_kudos; not_kudos (no value has the emoji, or the workspace is unknown).
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
declare
    v_giver record;
    v_author record;
    v_team_space_id bigint;
    v_reaction text := split_part(p_reaction, '::', 1);
    v_value record;
    v_given record;
begin
    v_giver := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_giver.team_space_id;
    outcome := 'not_kudos';
    team_space_id := v_team_space_id;
    locale := v_giver.locale;
    select value.name, value.name_ko into v_value
    from gracy.company_value value
    where value.team_space_id = v_team_space_id and value.active and btrim(value.emoji, ':') = v_reaction
    order by value.sort, value.id
    limit 1;
    if not found or v_giver.member_id is null then
        return;
    end if;
    v_author := gracy.slack_caller(p_team_id, p_enterprise_id, p_author_user_id);
    if v_author.member_id is null then
        -- An app's message, or a guest's: a reaction to it is just that.
        return;
    end if;
    v_given := gracy.record_kudos(
        v_team_space_id, v_giver.member_id, array[v_author.member_id::bigint], v_value.name, 1,
        case when locale = 'ko' then 'Slack 메시지에 :' || v_reaction || ': 반응을 남겼어요'
             else 'Reacted with :' || v_reaction || ': to a message in Slack' end,
        'public', 'slack', 'Slack reaction', concat_ws('/', p_channel, p_message_ts, v_reaction), sha256(p_message_ts::bytea));
    outcome := v_given.outcome;
    allowance_left := v_given.allowance_left;
    subject := v_given.subject;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_giver.member_id);
        insert into gracy.slack_reaction_kudos (team_space_id, team_id, channel, message_ts, user_id, reaction, kudos_id)
        values (v_team_space_id, p_team_id, p_channel, p_message_ts, p_user_id, v_reaction, v_given.kudos_id)
        on conflict do nothing;
    end if;
end
$$;
