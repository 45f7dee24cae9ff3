-- Makes one message of what at most p_limit team spaces have to celebrate now. The caller writes what it says
-- (read_celebration_post), in this transaction; when Slack takes it, all of it is told, and otherwise none (end_celebration_posts).
--
-- Steps: post; nothing; no_workspace (none is connected: administrators are told).
create or replace function gracy.post_celebrations(p_limit int)
returns table (team_space_id bigint, message_id bigint, step text)
language plpgsql as $$
declare
    v_settings record;
    v_team_space_id bigint;
    v_now timestamp;
    v_due bool;
    v_team_id text;
    v_message_id bigint;
    v_step text;
begin
    for v_settings in
        select due.*
        from (select settings.team_space_id, settings.post_at, settings.slack_channel
              from gracy.celebration_settings settings
              where settings.look_at <= now()
              order by settings.look_at
              limit p_limit
              for update skip locked) as due
        -- In the order of open_slack_lane.
        order by due.team_space_id
    loop
        v_team_space_id := v_settings.team_space_id;
        -- While Slack refuses the token nothing is written down: it would be said weeks later, of people who have left.
        v_team_id := gracy.slack_workspace(v_team_space_id);
        v_team_id := case when gracy.can_tell_in_slack(v_team_space_id, v_team_id) then v_team_id end;
        v_now := (select now() at time zone team_space.tz from gracy.team_space where team_space.id = v_team_space_id);
        v_due := exists (select from gracy.due_celebrations(v_team_space_id, v_now));
        v_step := case when not v_due then 'nothing' when v_team_id is null then 'no_workspace' else 'post' end;
        v_message_id := case v_step when 'post' then gracy.queue_slack_message(
            v_team_space_id, v_team_id, 'chat.postMessage', v_settings.slack_channel, '{}', now()) end;
        update gracy.celebration_occurrence occurrence
        set slack_message_id = v_message_id
        from gracy.due_celebrations(v_team_space_id, v_now) as due
        where v_message_id is not null and occurrence.team_space_id = v_team_space_id
              and occurrence.member_id = due.member_id and occurrence.kind = due.kind and occurrence.on_date = due.on_date;
        if v_step = 'no_workspace' then
            perform gracy.note_celebration_trouble(v_team_space_id, 'not_connected');
        end if;
        update gracy.celebration_settings settings
        set look_at = case when v_now < v_now::date + v_settings.post_at
                           then now() + (v_now::date + v_settings.post_at - v_now)
                           when v_step = 'no_workspace' then now() + interval '1 hour'
                           else now() + interval '10 minutes' end
        where settings.team_space_id = v_team_space_id;
        return query select v_team_space_id, v_message_id, v_step;
    end loop;
end
$$;
