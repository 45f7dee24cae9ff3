-- Calls that one workspace may be sent at once after a rest: two seconds' worth, and of streams, where somebody waits, as
-- many as stay below the tier together with a minute's slack_method_rate.
create or replace function gracy.slack_method_burst(p_method text) returns float8
    language plpgsql immutable parallel safe as $$
begin
    return case p_method when 'chat.startStream' then 5 when 'chat.stopStream' then 5 when 'chat.appendStream' then 10
                         else greatest(1, gracy.slack_method_rate(p_method) / 30) end;
end
$$;
