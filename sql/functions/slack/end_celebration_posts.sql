-- Messages have ended. What a post told was told; what one that Slack refused should have told is told later. What may stand
-- there already, and nobody can look, is told no second time.
create or replace function gracy.end_celebration_posts(p_team_space_id bigint, p_message_ids bigint[]) returns void
    language plpgsql as $$
declare
    v_told record;
    v_is_over bool;
begin
    for v_told in
        select message.id, message.state, message.error
        from gracy.slack_message message
        where message.team_space_id = p_team_space_id and message.id = any (p_message_ids)
              and exists (select from gracy.celebration_occurrence occurrence
                          where occurrence.team_space_id = p_team_space_id and occurrence.slack_message_id = message.id)
    loop
        v_is_over := v_told.state = 'sent' or v_told.error is not distinct from 'uncertain_unseen';
        update gracy.celebration_occurrence occurrence
        set state = case when v_is_over then 'posted' else occurrence.state end,
            posted_at = case when v_is_over then now() end,
            slack_message_id = case when v_is_over then v_told.id end
        where occurrence.team_space_id = p_team_space_id and occurrence.slack_message_id = v_told.id;
        update gracy.celebration_settings settings
        set slack_trouble = case v_told.state when 'sent' then null else settings.slack_trouble end,
            slack_trouble_at = case v_told.state when 'sent' then null else settings.slack_trouble_at end,
            look_at = case when settings.slack_channel is null then null
                           when v_is_over then settings.look_at else now() + interval '1 hour' end
        where settings.team_space_id = p_team_space_id;
        if v_told.state <> 'sent' then
            perform gracy.note_celebration_trouble(p_team_space_id, coalesce(v_told.error, 'unknown'));
        end if;
    end loop;
end
$$;
