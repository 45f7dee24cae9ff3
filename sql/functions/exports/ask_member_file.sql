-- Asks for the file about a member, for who answers what is kept of them. The audit log has both, and the member is told who
-- has asked. Outcomes: ok, replayed (id is the earlier one), key_reused, not_found, erased (nothing is kept any more),
-- too_many_exports (as create_export).
create or replace function gracy.ask_member_file(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_id bigint,
    p_idempotency_key text,
    p_request_hash bytea,
    p_request_id text,
    p_scopes bigint,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/members/' || p_member_id || '/export';
    v_claim record;
    v_erased_at timestamptz;
    v_asker record;
begin
    -- In the order of their ids, as everybody takes them: requests of the one wait for one another, so that the limit holds,
    -- and who erases the other waits, and takes the file along.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id in (p_actor_id, p_member_id)
    order by member.id
    for no key update;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    select member.erased_at into v_erased_at
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id;
    if not found then
        outcome := 'not_found';
    elsif v_erased_at is not null then
        outcome := 'erased';
    else
        id := gracy.open_export(p_team_space_id, p_actor_id, p_member_id, 'member', 'json', p_scopes);
        outcome := case when id is null then 'too_many_exports' else 'ok' end;
    end if;
    if outcome <> 'ok' then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        return;
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'export.member', 'member', p_member_id::text, p_request_id,
                             jsonb_build_object('export_id', id::text));
    select member.name, gracy.name_in('en', member.name, member.name_en) as name_en into v_asker
    from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_actor_id;
    perform gracy.notify_member(
        p_team_space_id, p_member_id, 'export.member',
        format('%s has asked for a file with what Gracy keeps of you. What only you see, such as your check-ins and their'
               ' notes, is not in it. You can take all of it yourself from your own data in Gracy.', v_asker.name_en),
        format('%s님이 Gracy에 보관된 회원님의 정보를 파일로 요청했어요. 체크인과 그 노트처럼 회원님만 보는 내용은 들어 있지 않아요. '
               '내 데이터 내보내기로 전체를 직접 받을 수 있어요.', v_asker.name),
        'member', p_member_id::text);
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
end
$$;
