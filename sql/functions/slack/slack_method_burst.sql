-- Calls that one workspace may be sent at once after a rest: two seconds' worth; of streams, where somebody waits, as many as
-- stay below the tier together with a minute's slack_method_rate; and of looking messages up, of which many are uncertain at
-- once when a worker has died, half a minute's, since what Slack then puts off waits by itself.
create or replace function gracy.slack_method_burst(p_method text) returns float8
    language plpgsql immutable parallel safe as $$
begin
    return case when p_method in ('chat.startStream', 'chat.stopStream') then 5
                when p_method = 'chat.appendStream' then 10
                when p_method in ('conversations.open', 'conversations.history', 'conversations.replies')
                    then gracy.slack_method_rate(p_method) / 2
                else greatest(1, gracy.slack_method_rate(p_method) / 30) end;
end
$$;
