-- A notice of at most 4,000 characters, in sections, each of which holds 3,000, with a button for each program that pauses
-- for its reader, as Block Kit; at most five. p_button: a button to which the program's name and its value are added, each
-- with an action_id of its own, as Slack demands of one block.
create or replace function gracy.coffee_pause_blocks(p_team_space_id bigint, p_text text, p_programs text[], p_button jsonb) returns jsonb
    language plpgsql stable as $$
declare
    v_begin text := gracy.cut_mrkdwn(p_text, 2900);
begin
    return (select jsonb_agg(jsonb_build_object('type', 'section', 'text', jsonb_build_object('type', 'mrkdwn', 'text', part.text))
                             order by part.number)
            from unnest(array[v_begin, substr(p_text, length(v_begin) + 1)]) with ordinality as part(text, number)
            where part.text <> '')
        || coalesce((
            select jsonb_build_array(jsonb_build_object('type', 'actions', 'elements', jsonb_agg(
                p_button || jsonb_build_object(
                    'action_id', p_button ->> 'action_id' || open.id, 'value', open.id::text,
                    'text', jsonb_build_object('type', 'plain_text', 'emoji', true,
                                               'text', p_button -> 'text' ->> 'text' || ' · ' || left(open.name, 20)))
                order by open.id)))
            from (select program.id, program.name
                  from gracy.coffee_program program
                  where program.team_space_id = p_team_space_id and program.id = any (p_programs::bigint[]) and program.closed_at is null
                  order by program.id limit 5) as open
            having count(*) > 0), '[]');
end
$$;
