-- Who gave an anonymous gift, for somebody who manages recognition and says why they must know. The audit log keeps
-- that it was asked, by whom and why, and never the answer; the giver is told. Also of a gift that was taken back:
-- that is when it matters.
create or replace function gracy.reveal_kudos(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_kudos_id bigint,
    p_reason text,
    p_request_id text,
    out outcome text,
    out giver_id bigint,
    out giver_name text)
language plpgsql as $$
declare
    v_visibility text;
begin
    select kudos.visibility, giver.id, giver.name into v_visibility, giver_id, giver_name
    from gracy.kudos
    join gracy.member giver on giver.team_space_id = p_team_space_id and giver.id = kudos.giver_id
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id;
    if v_visibility is distinct from 'anonymous' then
        outcome := case when v_visibility = 'public' then 'not_anonymous' else 'not_found' end;
        giver_id := null;
        giver_name := null;
        return;
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'kudos.reveal', 'kudos', p_kudos_id::text, p_request_id,
                             jsonb_build_object('reason', p_reason));
    perform gracy.notify_member(
        p_team_space_id, giver_id, 'kudos.revealed',
        'An administrator looked up who gave kudos that you gave anonymously: ' || p_reason,
        normalize('관리자가 내 익명 칭찬의 보낸 사람을 확인했어요: ' || p_reason, nfc), 'kudos', p_kudos_id::text);
    outcome := 'ok';
end
$$;
