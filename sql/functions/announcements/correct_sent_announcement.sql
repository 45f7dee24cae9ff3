-- correct_announcement over the API, where a version is the announcement's and not its text's. Outcomes: those of it.
create or replace function gracy.correct_sent_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_request_id text,
    p_asks bool,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_version int;
begin
    select announcement.version into v_version
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    if p_version not in (0, v_version) then
        outcome := 'version_mismatch';
        return;
    end if;
    select corrected.outcome, corrected.subject
    into outcome, subject
    from gracy.correct_announcement(p_team_space_id, p_actor_id, p_id, 0, p_title_ko, p_body_ko, p_title_en, p_body_en,
                                    p_request_id, p_asks) as corrected;
end
$$;

-- As a server of the release before calls it, which asks nobody; correct_alone for approval_required.
create or replace function gracy.correct_sent_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_title_ko text,
    p_title_en text,
    p_body_ko text,
    p_body_en text,
    p_request_id text,
    out outcome text,
    out subject text)
language sql as $$
    select case corrected.outcome when 'approval_required' then 'correct_alone' else corrected.outcome end, corrected.subject
    from gracy.correct_sent_announcement(p_team_space_id, p_actor_id, p_id, p_version, p_title_ko, p_title_en, p_body_ko,
                                         p_body_en, p_request_id, false) as corrected
$$;
