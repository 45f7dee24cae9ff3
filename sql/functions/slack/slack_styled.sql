-- Text that comes from people, for where it stands in bold or italics in mrkdwn, which a * or _ in it would end: an
-- invisible U+2060 behind each sign that is markup.
create or replace function gracy.slack_styled(p_text text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(gracy.slack_escape(p_text), '([*_~`])', E'\\1\u2060', 'g');
