-- Under notices in Slack: for each person who is still said to be this member, two buttons to say whether it is so, as Block Kit; at
-- most three. p_people: "T1/U1"; p_buttons: {"confirm": a button, "disown": a button}, to which the person's name and the value
-- are added. No block when there is none.
create or replace function gracy.slack_link_buttons(p_team_space_id bigint, p_member_id bigint, p_people text[], p_buttons jsonb)
returns jsonb
    language plpgsql stable as $$
begin
    return coalesce((
        select jsonb_agg(jsonb_build_object('type', 'actions', 'elements', (
                   select jsonb_agg(button.value || jsonb_build_object(
                              'value', said.subject,
                              'text', jsonb_build_object('type', 'plain_text', 'emoji', true,
                                                         'text', button.value -> 'text' ->> 'text' || ' · ' || left(said.name, 20)))
                              order by button.key)
                   from jsonb_each(p_buttons) as button)) order by said.subject)
        from (select person.team_id || '/' || person.user_id as subject, coalesce(person.name, person.user_id) as name
              from unnest(p_people) as told(subject)
              join gracy.slack_user person
                   on person.team_space_id = p_team_space_id and person.team_id = split_part(told.subject, '/', 1)
                      and person.user_id = split_part(told.subject, '/', 2) and person.proposed_member_id = p_member_id
              order by subject
              limit 3) as said), '[]');
end
$$;
