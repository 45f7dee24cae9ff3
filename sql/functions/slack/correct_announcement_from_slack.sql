-- The form that corrects an announcement, submitted; p_asks: as in correct_announcement. Outcomes: what slack_announcer and correct_announcement say.
create or replace function gracy.correct_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_text_version int,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_request_id text,
    p_asks bool,
    out outcome text,
    out subject text,
    out locale text)
language plpgsql as $$
declare
    v_caller record;
    v_corrected record;
begin
    v_caller := gracy.slack_announcer(p_team_id, p_enterprise_id, p_user_id);
    outcome := v_caller.outcome;
    locale := v_caller.locale;
    if outcome <> 'ok' then
        return;
    end if;
    v_corrected := gracy.correct_announcement(v_caller.team_space_id, v_caller.member_id, p_id, p_text_version, p_title_ko,
                                              p_body_ko, p_title_en, p_body_en, p_request_id, p_asks);
    outcome := v_corrected.outcome;
    subject := v_corrected.subject;
end
$$;

-- As a server of the release before calls it, which asks nobody.
create or replace function gracy.correct_announcement_from_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    p_text_version int,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_request_id text,
    out outcome text,
    out subject text,
    out locale text)
language sql as $$
    select corrected.outcome, corrected.subject, corrected.locale
    from gracy.correct_announcement_from_slack(p_team_id, p_enterprise_id, p_user_id, p_id, p_text_version, p_title_ko,
                                               p_title_en, p_body_ko, p_body_en, p_request_id, false) as corrected
$$;
