-- What HR is asked, for somebody in Slack who may answer it. Outcomes: ok, not_found, settled (with its text and answer),
-- not_allowed, unknown_workspace, not_member.
create or replace function gracy.ticket_in_slack(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_id bigint,
    out outcome text,
    out locale text,
    out asker text,
    out text text,
    out answer text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_state text;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    locale := v_caller.locale;
    outcome := case when v_team_space_id is null then 'unknown_workspace' when v_caller.member_id is null then 'not_member'
                    when not gracy.may_settle_tickets(v_team_space_id, v_caller.member_id) then 'not_allowed' else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    select ticket.state, gracy.name_in(v_caller.locale, author.name, author.name_en), ticket.text, ticket.answer into v_state, asker, ticket_in_slack.text, ticket_in_slack.answer
    from gracy.hr_ticket ticket
    join gracy.member author on author.team_space_id = v_team_space_id and author.id = ticket.member_id
    where ticket.team_space_id = v_team_space_id and ticket.id = p_id;
    outcome := case when not found then 'not_found' when v_state <> 'open' then 'settled' else 'ok' end;
end
$$;
