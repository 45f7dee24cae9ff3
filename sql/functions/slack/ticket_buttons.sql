-- Under a notice in Slack: a button for each question to HR that it tells of and that is open, as Block Kit; at most five.
-- p_button as in coffee_pause_blocks. No block when there is none.
create or replace function gracy.ticket_buttons(p_team_space_id bigint, p_tickets text[], p_button jsonb) returns jsonb
    language plpgsql stable as $$
begin
    return coalesce((
        select jsonb_build_array(jsonb_build_object('type', 'actions', 'elements', jsonb_agg(
            p_button || jsonb_build_object(
                'action_id', p_button ->> 'action_id' || asked.id, 'value', asked.id::text,
                'text', jsonb_build_object('type', 'plain_text', 'emoji', true,
                                           'text', p_button -> 'text' ->> 'text' || case when asked.several then ' · ' || asked.no else '' end))
            order by asked.id)))
        from (select ticket.id, row_number() over (order by ticket.id) as no, count(*) over () > 1 as several
              from gracy.hr_ticket ticket
              where ticket.team_space_id = p_team_space_id and ticket.id = any (p_tickets::bigint[]) and ticket.state = 'open'
              order by ticket.id limit 5) as asked
        having count(*) > 0), '[]');
end
$$;
