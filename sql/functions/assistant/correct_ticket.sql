-- HR gives another answer in place of the one that it gave; whoever asked is told. Outcomes: ok (also when these were its words
-- already), not_found, not_answered.
create or replace function gracy.correct_ticket(
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
    elsif v_ticket.state <> 'answered' then
        return 'not_answered';
    elsif v_ticket.answer = p_answer then
        return 'ok';
    end if;
    update gracy.hr_ticket ticket
    set answer = p_answer, handled_by = p_actor_id, handled_at = now()
    where ticket.team_space_id = p_team_space_id and ticket.id = p_id;
    v_about := case when length(v_ticket.text) > 60 then left(v_ticket.text, 59) || '…' else v_ticket.text end;
    perform gracy.notify_member(p_team_space_id, v_ticket.member_id, 'ticket.answered',
                                format('HR has corrected its answer to your question “%s”: %s', v_about, p_answer),
                                format('인사 담당자가 문의 “%s”의 답변을 고쳤어요: %s', v_about, p_answer), 'ticket', p_id::text);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'ticket.correct', 'ticket', p_id::text, p_request_id);
    return 'ok';
end
$$;
