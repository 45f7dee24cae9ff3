-- Text that comes from people, for a place that Slack reads as mrkdwn (docs.slack.dev, "Formatting message text").
create or replace function gracy.slack_escape(p_text text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(p_text, '&', '&amp;'), '<', '&lt;'), '>', '&gt;');
