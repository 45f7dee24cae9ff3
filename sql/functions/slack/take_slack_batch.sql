-- The next messages of one workspace and method, as many as its bucket allows: they are `sending` from now on, and
-- p_lease_seconds later they count as uncertain. What somebody waits for goes before broadcasts. A channel gets at most one
-- a second, and however many wait for it, nobody else's wait behind them. No rows: nothing is due anywhere. uncertain: an
-- earlier sender may have sent it; withdrawn: it was taken back since. The caller joins it with no table: what was queued
-- while it began is taken as well, and such a join has not seen it. A question about a day that is over by now is not asked.
--
-- Locks a lane past those that other senders hold, so that workspaces are served side by side and in turn.
create or replace function gracy.take_slack_batch(p_limit int, p_lease_seconds int)
returns table (team_space_id bigint, id bigint, team_id text, method text, channel text, arguments text, attempts int,
               uncertain bool, withdrawn bool, token_sealed bytea, key_id text, installation_id bigint)
language plpgsql as $$
declare
    v_lane gracy.slack_lane;
    v_team_space_id bigint;
    v_rate float8;
    v_tokens float8;
    v_installation record;
    v_due record;
    v_ids bigint[] := '{}';
    v_channels text[] := '{}';
    v_over bigint[] := '{}';
    v_next timestamptz;
begin
    select lane.* into v_lane
    from gracy.slack_lane lane
    where lane.next_at <= now()
    order by lane.next_at
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    v_team_space_id := v_lane.team_space_id;

    select holder.id, holder.token_sealed, holder.key_id into v_installation
    from gracy.slack_installation workspace
    join gracy.slack_installation holder
         on holder.team_space_id = v_team_space_id and holder.id = coalesce(workspace.organization_id, workspace.id)
            and holder.status = 'active' and holder.token_sealed is not null
    where workspace.team_space_id = v_team_space_id and workspace.status = 'active' and workspace.team_id = v_lane.team_id;
    if not found then
        -- Until somebody installs it again: then what still makes sense is sent.
        update gracy.slack_lane lane
        set next_at = now() + interval '10 minutes'
        where lane.team_space_id = v_team_space_id and lane.team_id = v_lane.team_id and lane.method = v_lane.method;
        return;
    end if;

    if v_lane.method in ('views.publish', 'chat.update') then
        perform gracy.end_overtaken_messages(v_team_space_id, v_lane.team_id, v_lane.method);
    end if;
    v_rate := gracy.slack_method_rate(v_lane.method) / 60;
    v_tokens := least(gracy.slack_method_burst(v_lane.method),
                      v_lane.tokens + v_rate * extract(epoch from greatest(now() - v_lane.filled_at, interval '0')));
    for v_due in
        select open.id, open.channel, open.state, open.dedupe_key
        from gracy.slack_message open
        where open.team_space_id = v_team_space_id and open.team_id = v_lane.team_id and open.method = v_lane.method
              and open.due_at <= now() and open.state in ('waiting', 'sending')
        order by open.is_broadcast, open.due_at, open.id
    loop
        exit when cardinality(v_ids) >= least(p_limit, floor(v_tokens)::int);
        if v_due.state = 'waiting' and gracy.is_question_over(v_team_space_id, v_due.dedupe_key) then
            v_over := v_over || v_due.id;
            continue;
        end if;
        continue when v_due.channel = any (v_channels);
        v_channels := v_channels || v_due.channel;
        continue when exists (
                select from gracy.slack_message before
                where before.team_space_id = v_team_space_id and before.channel = v_due.channel and before.state = 'sent'
                      and before.created_at > now() - interval '1 day' and before.ended_at > now() - interval '1 second')
            -- Nor while another sender is about to.
            or exists (
                select from gracy.slack_message under_way
                where under_way.team_space_id = v_team_space_id and under_way.team_id = v_lane.team_id
                      and under_way.method = v_lane.method and under_way.channel = v_due.channel
                      and under_way.state = 'sending' and under_way.due_at > now());
        v_ids := v_ids || v_due.id;
    end loop;
    update gracy.slack_message message
    set state = 'failed', error = 'overtaken', ended_at = now()
    where message.team_space_id = v_team_space_id and message.id = any (v_over) and message.state = 'waiting';

    return query
    with taken as (
        update gracy.slack_message message
        set state = 'sending', due_at = now() + p_lease_seconds * interval '1 second', attempts = message.attempts + 1,
            uncertain = message.uncertain + (message.state = 'sending')::int
        where message.team_space_id = v_team_space_id and message.id = any (v_ids)
              -- What an uninstall has just ended stays so.
              and message.state in ('waiting', 'sending')
        returning message.id, message.channel, message.arguments, message.attempts, message.uncertain, message.withdrawn
    )
    select v_team_space_id, taken.id, v_lane.team_id, v_lane.method, taken.channel, taken.arguments::text, taken.attempts,
           taken.uncertain > 0, taken.withdrawn, v_installation.token_sealed, v_installation.key_id, v_installation.id
    from taken;

    -- Announcements among them are on their way as well.
    update gracy.announcement_delivery delivery
    set state = 'sending', attempts = delivery.attempts + 1
    where delivery.team_space_id = v_team_space_id and delivery.slack_message_id = any (v_ids)
          and delivery.state in ('waiting', 'sending');

    v_tokens := v_tokens - cardinality(v_ids);
    select min(first.due_at) into v_next
    from unnest(array[false, true]) as kind(is_broadcast)
    cross join lateral (
        select message.due_at
        from gracy.slack_message message
        where message.team_space_id = v_team_space_id and message.team_id = v_lane.team_id
              and message.method = v_lane.method and message.is_broadcast = kind.is_broadcast
              and message.state in ('waiting', 'sending')
        order by message.due_at
        limit 1) as first;
    update gracy.slack_lane lane
    set tokens = v_tokens, filled_at = now(),
        -- Something is due still: when the next token is there, or when a channel has had its second.
        next_at = case when v_next is null then 'infinity'
                       when v_next > now() then v_next
                       else now() + greatest(0.05, case when v_tokens < 1 then (1 - v_tokens) / v_rate
                                                        when cardinality(v_ids) = 0 then 0.25 else 0.05 end)
                                    * interval '1 second' end
    where lane.team_space_id = v_team_space_id and lane.team_id = v_lane.team_id and lane.method = v_lane.method;
end
$$;
