-- A member has read the text of an announcement that p_text_version names, or null: whichever it has now. The first time counts.
-- Outcomes: ok, not_found, not_required, recalled, text_changed (it says something else by now).
create or replace function gracy.acknowledge_announcement(
    p_team_space_id bigint,
    p_member_id bigint,
    p_id bigint,
    p_text_version int,
    out outcome text,
    out acknowledged_at timestamptz,
    out acknowledged_version int)
language plpgsql as $$
declare
    v_told record;
begin
    select announcement.require_ack, announcement.text_version, recipient.recall, recipient.acknowledged_at,
           recipient.acknowledged_version
    into v_told
    from gracy.announcement_recipient recipient
    join gracy.announcement on announcement.team_space_id = p_team_space_id and announcement.id = recipient.announcement_id
    where recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
          and recipient.member_id = p_member_id
    for update of recipient;
    outcome := case when not found or v_told.recall = 'stopped' then 'not_found'
                    when v_told.recall = 'marked' then 'recalled'
                    when not v_told.require_ack then 'not_required'
                    when v_told.acknowledged_at is null and p_text_version <> v_told.text_version then 'text_changed'
                    else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    acknowledged_at := v_told.acknowledged_at;
    acknowledged_version := v_told.acknowledged_version;
    if acknowledged_at is null then
        acknowledged_at := now();
        acknowledged_version := v_told.text_version;
        update gracy.announcement_recipient recipient
        set acknowledged_at = acknowledge_announcement.acknowledged_at,
            acknowledged_version = acknowledge_announcement.acknowledged_version
        where recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
              and recipient.member_id = p_member_id;
    end if;
end
$$;

-- As a server of the release before calls it, which names no text.
create or replace function gracy.acknowledge_announcement(
    p_team_space_id bigint,
    p_member_id bigint,
    p_id bigint,
    out outcome text,
    out acknowledged_at timestamptz)
language sql as $$
    select done.outcome, done.acknowledged_at
    from gracy.acknowledge_announcement(p_team_space_id, p_member_id, p_id, null) as done
$$;
