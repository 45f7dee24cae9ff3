-- Ends an attempt: the file is whole, or will never be. Its requester is told, and a whole one can be had for 24 hours.
-- False when another attempt has taken over.
create or replace function gracy.finish_export(p_team_space_id bigint, p_id bigint, p_attempt int, p_state text) returns bool
    language plpgsql as $$
declare
    v_requester_id bigint;
begin
    update gracy.export_job export
    set state = p_state, finished_at = now(), expires_at = now() + interval '24 hours'
    where export.team_space_id = p_team_space_id and export.id = p_id and export.attempt = p_attempt
          and export.state = 'running'
    returning export.requester_id into v_requester_id;
    if not found then
        return false;
    end if;
    if p_state = 'done' then
        perform gracy.notify_member(p_team_space_id, v_requester_id, 'export.done',
                                    'Your export is ready: for 24 hours you can download it from your exports in Gracy.',
                                    '요청한 내보내기 파일이 준비됐어요. Gracy의 내보내기 목록에서 24시간 동안 내려받을 수 있어요.', 'export', p_id::text);
    else
        perform gracy.notify_member(p_team_space_id, v_requester_id, 'export.failed',
                                    'Your export could not be written. Please ask for it again.',
                                    '내보내기 파일을 만들지 못했어요. 다시 요청해 주세요.', 'export', p_id::text);
    end if;
    return true;
end
$$;
