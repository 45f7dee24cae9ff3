-- Whether the parts of an announcement fit together: `ok`, `missing_text` with the field that is missing, `texts_too_long` with
-- the longer body when a message of Slack's cannot hold both languages, `quiet_hours` when one end is missing or both are the same,
-- or what check_audience says.
create or replace function gracy.check_announcement(
    p_team_space_id bigint,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_audience jsonb,
    p_quiet_from time,
    p_quiet_until time,
    out outcome text,
    out subject text)
language plpgsql stable as $$
declare
    v_audience record;
begin
    subject := case when p_title_ko is null and p_body_ko is not null then 'title_ko'
                    when p_title_ko is not null and p_body_ko is null then 'body_ko'
                    when p_title_en is null and p_body_en is not null then 'title_en'
                    when p_title_en is not null and p_body_en is null then 'body_en'
                    when p_title_ko is null and p_title_en is null then 'title_ko' end;
    if subject is not null then
        outcome := 'missing_text';
        return;
    end if;
    -- In channels and before whoever approves it both languages stand in one message. Slack says `msg_blocks_too_long` from some
    -- 11,000 on, of all its blocks together (slackapi/bolt-js#2867); an excerpt would be approved by who has not read the rest.
    if gracy.slack_length(concat(p_title_ko, p_body_ko, p_title_en, p_body_en)) > 9000 then
        outcome := 'texts_too_long';
        subject := case when gracy.slack_length(p_body_ko) >= coalesce(gracy.slack_length(p_body_en), 0) then 'body_ko' else 'body_en' end;
        return;
    end if;
    if (p_quiet_from is null) <> (p_quiet_until is null) or p_quiet_from = p_quiet_until then
        outcome := 'quiet_hours';
        subject := case when p_quiet_from is null then 'quiet_from' else 'quiet_until' end;
        return;
    end if;
    v_audience := gracy.check_audience(p_team_space_id, p_audience);
    outcome := v_audience.outcome;
    subject := v_audience.subject;
end
$$;
