-- Somebody's name as a reader of this language knows it.
create or replace function gracy.name_in(p_locale text, p_name text, p_name_en text) returns text
    language sql immutable parallel safe
    return case when p_locale = 'ko' then p_name else coalesce(p_name_en, p_name) end;
