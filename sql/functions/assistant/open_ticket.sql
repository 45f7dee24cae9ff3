-- Hands a question over to HR, and tells those who administer people that there is one, not what it says. Outcomes: ok,
-- replayed (id is the earlier one), key_reused, unknown_question (not theirs), too_many_tickets (20 of a member are open).
create or replace function gracy.open_ticket(
    p_team_space_id bigint,
    p_member_id bigint,
    p_text text,
    p_question_id bigint,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/qa/tickets';
    v_claim record;
begin
    -- Tickets of one member wait for one another, so that the limit holds.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = p_member_id
    for no key update;
    v_claim := gracy.claim_idempotency_key(p_team_space_id, p_member_id, v_route, p_idempotency_key, p_request_hash);
    if v_claim.outcome <> 'new' then
        outcome := v_claim.outcome;
        id := v_claim.resource_id;
        return;
    end if;
    if p_question_id is not null and not exists (
        select from gracy.assistant_question question
        where question.team_space_id = p_team_space_id and question.id = p_question_id and question.member_id = p_member_id)
    then
        outcome := 'unknown_question';
    elsif (select count(*) from gracy.hr_ticket ticket
           where ticket.team_space_id = p_team_space_id and ticket.member_id = p_member_id and ticket.state = 'open') >= 20
    then
        outcome := 'too_many_tickets';
    end if;
    if outcome is not null then
        perform gracy.return_idempotency_key(p_team_space_id, p_member_id, v_route, p_idempotency_key);
        return;
    end if;
    insert into gracy.hr_ticket as made (team_space_id, member_id, question_id, text)
    values (p_team_space_id, p_member_id, p_question_id, p_text)
    returning made.id into id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_member_id, v_route, p_idempotency_key, id);
    perform gracy.notify_member(p_team_space_id, administrator.member_id, 'ticket.opened', 'Somebody has asked HR a question.',
                                '인사 담당자에게 새 문의가 들어왔어요.', 'ticket', id::text)
    from gracy.administrators(p_team_space_id) as administrator(member_id)
    where administrator.member_id <> p_member_id;
    outcome := 'ok';
end
$$;
