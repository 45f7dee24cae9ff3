-- The beginning of escaped mrkdwn, of at most p_length characters, which does not end within "&amp;", "&lt;" or "&gt;", nor
-- within a link or a mention.
create or replace function gracy.cut_mrkdwn(p_text text, p_length int) returns text
    language sql immutable parallel safe as $$
    select regexp_replace(left(p_text, p_length), '(&[a-z]{0,3}|<[^<>]*)$', '');
$$;
