-- A reaction with a value's emoji is a kudos of one point to who wrote the message, for that value; the caller tells its giver
-- that it was given. Put there again after it was removed it is given again; that of before stands while it was not taken back.
-- p_told_at: Slack's clock of the event, so that a removal that came first is remembered.
--
-- Outcomes as record_kudos; not_kudos (no value has the emoji, or the workspace is unknown); replayed (it stands, or was
-- removed since); voided (somebody who manages recognition took it back, so that it is not given again).
create or replace function gracy.give_kudos_by_reaction(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_author_user_id text,
    p_reaction text,
    p_channel text,
    p_message_ts text,
    p_told_at text,
    out outcome text,
    out team_space_id bigint,
    out locale text,
    out allowance_left int,
    out subject text,
    out kudos_id bigint,
    out author_name text,
    out value_name text)
language plpgsql as $$
declare
    v_giver record;
    v_author record;
    v_team_space_id bigint;
    v_reaction constant text := split_part(p_reaction, '::', 1);
    v_value record;
    v_held record;
    v_earlier record;
    v_given record;
begin
    v_giver := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_giver.team_space_id;
    outcome := 'not_kudos';
    team_space_id := v_team_space_id;
    locale := v_giver.locale;
    select value.id, value.name, value.name_ko into v_value from gracy.reaction_value(v_team_space_id, p_reaction) as value;
    if not found or v_giver.member_id is null then
        return;
    end if;
    v_author := gracy.slack_caller(p_team_id, p_enterprise_id, p_author_user_id);
    if v_author.member_id is null then
        -- An app's message, or a guest's: a reaction to it is just that.
        return;
    end if;

    v_held := gracy.lock_reaction(v_team_space_id, p_team_id, p_channel, p_message_ts, p_user_id, p_reaction,
                                  gracy.slack_clock(p_told_at));
    -- Not in one statement with the lock: what was taken back while that was waited for would still look given.
    select kudos.voided_at, kudos.voided_by, kudos.giver_id into v_earlier
    from gracy.kudos
    where kudos.team_space_id = v_team_space_id and kudos.id = v_held.kudos_id;
    if not v_held.is_news or (v_held.kudos_id is not null and v_earlier.voided_at is null) then
        outcome := 'replayed';
        return;
    end if;
    if v_earlier.voided_by <> v_earlier.giver_id then
        outcome := 'voided';
        return;
    end if;

    v_given := gracy.record_kudos(
        v_team_space_id, v_giver.member_id, array[v_author.member_id::bigint], v_value.name, 1,
        -- Each of its readers reads it in their own language (kudos_words).
        'Reacted with :' || v_reaction || ': to a message in Slack',
        'public', 'slack', 'Slack reaction', null, null);
    outcome := v_given.outcome;
    allowance_left := v_given.allowance_left;
    subject := v_given.subject;
    if outcome = 'ok' then
        perform gracy.refresh_home(v_team_space_id, v_giver.member_id);
        update gracy.slack_reaction_kudos given
        set kudos_id = v_given.kudos_id
        where given.team_space_id = v_team_space_id and given.team_id = p_team_id and given.channel = p_channel
              and given.message_ts = p_message_ts and given.user_id = p_user_id and given.reaction = v_reaction;
        kudos_id := v_given.kudos_id;
        value_name := case when locale = 'ko' then coalesce(v_value.name_ko, v_value.name) else v_value.name end;
        author_name := (select gracy.name_in(v_giver.locale, author.name, author.name_en)
                        from gracy.member author
                        where author.team_space_id = v_team_space_id and author.id = v_author.member_id);
    end if;
end
$$;
