-- Calls a minute that one workspace may be sent (docs.slack.dev/apis/web-api/rate-limits): messages below the ceiling
-- that large senders report (525), the others by their tier with a little room for the calls of the interactive lane.
create or replace function gracy.slack_method_rate(p_method text) returns float8
    language sql immutable parallel safe
    return case p_method when 'chat.postMessage' then 500 when 'views.publish' then 90 when 'chat.appendStream' then 90
                         when 'chat.startStream' then 15 when 'chat.stopStream' then 15 else 45 end;
