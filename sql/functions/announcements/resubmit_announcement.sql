-- A draft that was declined goes on as it is: others are asked to approve it where that takes somebody, else it is sent, when
-- its author wanted that, or at once. Outcomes: those of send_announcement and request_approval.
create or replace function gracy.resubmit_announcement(p_team_space_id bigint, p_actor_id bigint, p_id bigint, p_version int)
returns text
    language plpgsql as $$
declare
    v_outcome text;
begin
    v_outcome := (
        select sent.outcome
        from (select (select announcement.wanted_at from gracy.announcement
                      where announcement.team_space_id = p_team_space_id and announcement.id = p_id and announcement.wanted_at > now())) as wanted(at),
             gracy.send_announcement(p_team_space_id, p_actor_id, p_id, p_version, wanted.at, null) as sent);
    if v_outcome = 'approval_required' then
        v_outcome := (select asked.outcome
                      from gracy.request_approval(p_team_space_id, p_actor_id, p_id, p_version, null) as asked);
    end if;
    return v_outcome;
end
$$;
