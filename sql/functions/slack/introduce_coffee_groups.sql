-- Brings at most p_limit groups of coffee rounds, of all team spaces, one step nearer to their introduction.
--
-- Steps: opened (a conversation of its people is on its way); post (it is open: the caller writes the introduction, in
-- this transaction); in_slack (it stands there); by_notice (each was told alone, because somebody is in no connected
-- workspace that takes messages (can_tell_in_slack), or Slack would not have it, or has not opened it for a day, or somebody's
-- pause is long); later (it is somebody's night, or their pause ends within a day); dropped (the others have left, and who is
-- left alone was told so); wait (its message is still under way).
create or replace function gracy.introduce_coffee_groups(p_limit int)
returns table (team_space_id bigint, round_id bigint, group_no int, step text)
language plpgsql as $$
declare
    v_group record;
    v_team_space_id bigint;
    v_message record;
    v_members bigint[];
    v_team_id text;
    v_users text;
    v_at timestamptz;
    v_paused_until timestamptz;
    v_step text;
begin
    for v_group in
        select due.*
        from (select seated.team_space_id, seated.round_id, seated.no, seated.introduction, seated.slack_message_id
              from gracy.coffee_group seated
              where seated.introduce_at <= now()
              order by seated.introduce_at
              limit p_limit
              for update skip locked) as due
        -- In the order of open_slack_lane, which is that of the caller's messages as well.
        order by due.team_space_id, gracy.coffee_group_lane(due.team_space_id, due.round_id, due.no), due.round_id, due.no
    loop
        v_team_space_id := v_group.team_space_id;
        select message.state, message.slack_channel, message.created_at into v_message
        from gracy.slack_message message
        where message.team_space_id = v_team_space_id and message.id = v_group.slack_message_id;
        if v_group.introduction in ('waiting', 'opening') then
            v_members := gracy.coffee_group_members(v_team_space_id, v_group.round_id, v_group.no);
            v_paused_until := (select max(quiet.paused_until) from gracy.quiet_hours quiet
                               where quiet.team_space_id = v_team_space_id and quiet.member_id = any (v_members));
            -- The others do not wait for weeks: each is told alone then, and who pauses when the pause is over.
            v_at := gracy.undisturbed_at(v_team_space_id, v_members, greatest(
                now(), case when v_paused_until <= now() + interval '1 day' then v_paused_until end));
            select place.team_id, place.users into v_team_id, v_users
            from gracy.shared_slack_workspace(v_team_space_id, v_members) as place
            where gracy.can_tell_in_slack(v_team_space_id, place.team_id);
        end if;
        v_step := case when v_group.introduction in ('waiting', 'opening') and cardinality(v_members) < 2 then 'dropped'
                       when v_group.introduction = 'waiting'
                       then case when v_at > now() then 'later'
                                 when v_team_id is null or v_paused_until > now() then 'by_notice' else 'opened' end
                       when v_message.state in ('waiting', 'sending')
                            and (v_group.introduction = 'posting' or v_message.created_at > now() - interval '1 day') then 'wait'
                       when v_message.state is distinct from 'sent' or v_message.slack_channel is null then 'by_notice'
                       when v_group.introduction = 'posting' then 'in_slack'
                       when v_at > now() then 'later' else 'post' end;

        if v_step = 'by_notice' then
            perform gracy.tell_coffee_group(v_team_space_id, v_group.round_id, v_group.no);
        elsif v_step = 'dropped' then
            perform gracy.tell_of_no_coffee(v_team_space_id, round.program_id, v_members)
            from gracy.coffee_round round
            where round.team_space_id = v_team_space_id and round.id = v_group.round_id;
        end if;
        update gracy.coffee_group seated
        set introduction = case v_step when 'opened' then 'opening' when 'post' then 'posting'
                                       when 'later' then seated.introduction when 'wait' then seated.introduction else v_step end,
            introduce_at = case when v_step = 'later' then v_at
                                -- It ends before that (go_on_after_slack_messages), or never.
                                when v_step = 'opened' then now() + interval '1 day'
                                when v_step = 'wait' and seated.introduction = 'opening' then v_message.created_at + interval '1 day' end,
            slack_channel = case when v_step in ('post', 'in_slack') then v_message.slack_channel else seated.slack_channel end,
            slack_message_id = case v_step when 'opened' then gracy.queue_slack_message(
                v_team_space_id, v_team_id, 'conversations.open', v_users, '{}', now(),
                concat_ws('/', 'coffee', v_group.round_id, v_group.no, 'open')) else seated.slack_message_id end
        where seated.team_space_id = v_team_space_id and seated.round_id = v_group.round_id and seated.no = v_group.no;
        return query select v_team_space_id, v_group.round_id, v_group.no, v_step;
    end loop;
end
$$;
