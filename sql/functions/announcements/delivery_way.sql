-- By which of an announcement's channels somebody is told: once, and where they read soonest. Not reachable: Slack is the
-- only channel, and they are not there.
create or replace function gracy.delivery_way(p_channels text[], p_in_slack bool, out channel text, out reachable bool)
    language sql immutable parallel safe
    begin atomic
        select case when 'slack' <> all (p_channels) then 'email'
                    when p_in_slack or 'email' <> all (p_channels) then 'slack' else 'email' end,
               'email' = any (p_channels) or p_in_slack;
    end;
