-- How long Slack finds a text: in UTF-16 units, with &, < and > as they are sent.
create or replace function gracy.slack_length(p_text text) returns int
    language sql immutable strict parallel safe as $$
    select length(p_text) + length(regexp_replace(p_text, U&'[^\+010000-\+10FFFF]', '', 'g'))
           + 4 * length(regexp_replace(p_text, '[^&]', '', 'g')) + 3 * length(regexp_replace(p_text, '[^<>]', '', 'g'))
$$;
