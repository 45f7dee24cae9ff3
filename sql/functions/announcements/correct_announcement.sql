-- Changes what an announcement says that has begun: what is given replaces what stands there, null keeps it. In Slack the
-- messages that arrived are changed; a mail stays as it is. What somebody has approved, what goes to more people than may
-- be told without an approval, or into a channel, nobody says anew alone: with p_asks the correction waits for somebody else
-- to approve it, instead of one that waited before; without, it is refused. One that says what stands there already takes back
-- what waits. Outcomes: ok, asked, not_found, version_mismatch, state (subject: which), approval_required, no_approver, and
-- what check_announcement says.
create or replace function gracy.correct_announcement(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_version int,
    p_title_ko text,
    p_body_ko text,
    p_title_en text,
    p_body_en text,
    p_request_id text,
    p_asks bool,
    out outcome text,
    out subject text)
language plpgsql as $$
declare
    v_before gracy.announcement;
    v_after gracy.announcement;
    v_check record;
    v_alone bool;
    v_words jsonb;
begin
    select announcement.* into v_before
    from gracy.announcement
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id
    for update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_before.text_version) then
        outcome := 'version_mismatch';
        return;
    end if;
    if v_before.state not in ('sending', 'sent') then
        outcome := 'state';
        subject := v_before.state;
        return;
    end if;
    v_alone := gracy.may_correct_alone(v_before);
    if not v_alone and not p_asks then
        outcome := 'approval_required';
        return;
    end if;
    v_after := v_before;
    v_after.title_ko := coalesce(p_title_ko, v_before.title_ko);
    v_after.body_ko := coalesce(p_body_ko, v_before.body_ko);
    v_after.title_en := coalesce(p_title_en, v_before.title_en);
    v_after.body_en := coalesce(p_body_en, v_before.body_en);
    v_check := gracy.check_announcement(p_team_space_id, v_after.title_ko, v_after.title_en, v_after.body_ko,
                                        v_after.body_en, v_after.audience, v_after.quiet_from, v_after.quiet_until);
    if v_check.outcome <> 'ok' then
        outcome := v_check.outcome;
        subject := v_check.subject;
        return;
    end if;
    v_after.correction := null;
    v_after.correction_by := null;
    v_after.correction_at := null;
    outcome := 'ok';
    if (v_before.title_ko, v_before.body_ko, v_before.title_en, v_before.body_en)
       is not distinct from (v_after.title_ko, v_after.body_ko, v_after.title_en, v_after.body_en) then
        null;  -- What waits goes.
    elsif v_alone then
        v_after.text_version := v_before.text_version + 1;
        v_after.edited_by := p_actor_id;
        v_after.corrected_at := now();
    elsif exists (select from gracy.announcement_approvers(p_team_space_id, p_id) as approver where approver <> p_actor_id) then
        v_words := jsonb_build_object('title_ko', v_after.title_ko, 'body_ko', v_after.body_ko,
                                      'title_en', v_after.title_en, 'body_en', v_after.body_en);
        v_after := v_before;
        -- Said once more it is no other one.
        if (v_before.correction, v_before.correction_by) is distinct from (v_words, p_actor_id) then
            v_after.correction := v_words;
            v_after.correction_by := p_actor_id;
            v_after.correction_at := now();
        end if;
        outcome := 'asked';
    else
        outcome := 'no_approver';
        return;
    end if;
    if v_after is not distinct from v_before then
        return;
    end if;
    update gracy.announcement corrected
    set title_ko = v_after.title_ko, body_ko = v_after.body_ko, title_en = v_after.title_en, body_en = v_after.body_en,
        text_version = v_after.text_version, edited_by = v_after.edited_by, corrected_at = v_after.corrected_at,
        correction = v_after.correction, correction_by = v_after.correction_by, correction_at = v_after.correction_at
    where corrected.team_space_id = p_team_space_id and corrected.id = p_id;
    if outcome = 'asked' then
        -- Whoever has written any of it does not approve it.
        insert into gracy.announcement_writer (team_space_id, announcement_id, member_id)
        values (p_team_space_id, p_id, p_actor_id)
        on conflict do nothing;
        perform gracy.tell_approvers(p_team_space_id, p_id, p_actor_id);
    elsif v_after.text_version > v_before.text_version then
        perform gracy.queue_slack_announcement(p_team_space_id, p_id, 'text ' || v_after.text_version, 0, now());
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id,
                             case when outcome = 'asked' then 'announcement.submit_correction'
                                  when v_after.text_version > v_before.text_version then 'announcement.correct'
                                  else 'announcement.withdraw_correction' end, 'announcement', p_id::text, p_request_id,
                             jsonb_build_object('text_version', v_after.text_version));
end
$$;
