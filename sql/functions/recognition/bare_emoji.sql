-- An emoji as emoji_name has it, or the name of one: without colons, skin tone and variation selector.
create or replace function gracy.bare_emoji(p_text text) returns text
    language sql immutable strict parallel safe as $$
    select split_part(btrim(translate(p_text, U&'\FE0F\+01F3FB\+01F3FC\+01F3FD\+01F3FE\+01F3FF', ''), ':'), '::', 1)
$$;
