-- A moment by Slack's clock, to compare with others: seconds, and a fraction that tells events of one second apart. Null for
-- what is none.
create or replace function gracy.slack_clock(p_ts text) returns numeric
    language sql immutable parallel safe
    return case when p_ts ~ '^[0-9]{1,12}([.][0-9]{1,9})?$' then p_ts::numeric end;
