-- HR answers a ticket, or without p_answer closes it; whoever asked is told. Outcomes: ok (also when it was settled with
-- the same words before), not_found, settled (with other words).
create or replace function gracy.settle_ticket(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_id bigint,
    p_answer text,
    p_request_id text) returns text
    language plpgsql as $$
declare
    v_ticket record;
    v_about text;
begin
    select ticket.member_id, ticket.text, ticket.state, ticket.answer into v_ticket
    from gracy.hr_ticket ticket
    where ticket.team_space_id = p_team_space_id and ticket.id = p_id
    for update;
    if not found then
        return 'not_found';
    end if;
    if v_ticket.state <> 'open' then
        return case when v_ticket.answer is not distinct from p_answer then 'ok' else 'settled' end;
    end if;
    update gracy.hr_ticket ticket
    set state = case when p_answer is null then 'closed' else 'answered' end, answer = p_answer, handled_by = p_actor_id,
        handled_at = now()
    where ticket.team_space_id = p_team_space_id and ticket.id = p_id;
    v_about := case when length(v_ticket.text) > 60 then left(v_ticket.text, 59) || '…' else v_ticket.text end;
    if p_answer is null then
        perform gracy.notify_member(p_team_space_id, v_ticket.member_id, 'ticket.closed',
                                    format('HR has closed your question “%s”.', v_about),
                                    format('인사 담당자가 문의 “%s”%s 종료했어요.', v_about, gracy.korean_particle(v_about, '을/를')), 'ticket', p_id::text);
    else
        perform gracy.notify_member(p_team_space_id, v_ticket.member_id, 'ticket.answered',
                                    format('HR has answered your question “%s”: %s', v_about, p_answer),
                                    format('인사 담당자가 문의 “%s”에 답했어요: %s', v_about, p_answer), 'ticket', p_id::text);
    end if;
    perform gracy.note_audit(p_team_space_id, p_actor_id, case when p_answer is null then 'ticket.close' else 'ticket.answer' end,
                             'ticket', p_id::text, p_request_id);
    return 'ok';
end
$$;
