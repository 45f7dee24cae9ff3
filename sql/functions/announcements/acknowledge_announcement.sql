-- A member has read it; the first time counts. Outcomes: ok, not_found, not_required, recalled.
create or replace function gracy.acknowledge_announcement(
    p_team_space_id bigint,
    p_member_id bigint,
    p_id bigint,
    out outcome text,
    out acknowledged_at timestamptz)
language plpgsql as $$
declare
    v_require_ack bool;
    v_recall text;
begin
    select announcement.require_ack, recipient.recall into v_require_ack, v_recall
    from gracy.announcement_recipient recipient
    join gracy.announcement on announcement.team_space_id = p_team_space_id and announcement.id = recipient.announcement_id
    where recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
          and recipient.member_id = p_member_id
    for update of recipient;
    outcome := case when not found or v_recall = 'stopped' then 'not_found'
                    when v_recall = 'marked' then 'recalled'
                    when not v_require_ack then 'not_required'
                    else 'ok' end;
    if outcome = 'ok' then
        update gracy.announcement_recipient recipient
        set acknowledged_at = coalesce(recipient.acknowledged_at, now())
        where recipient.team_space_id = p_team_space_id and recipient.announcement_id = p_id
              and recipient.member_id = p_member_id
        returning recipient.acknowledged_at into acknowledge_announcement.acknowledged_at;
    end if;
end
$$;
