-- Somebody as JSON, the way lists of people inside of other things show them.
create or replace function gracy.person_card(p_id bigint, p_name text, p_name_en text, p_avatar_url text) returns text
    language sql immutable parallel safe
    return '{"id":"' || p_id || '","name":' || to_json(p_name)::text
           || ',"name_en":' || coalesce(to_json(p_name_en)::text, 'null')
           || ',"avatar_url":' || coalesce(to_json(p_avatar_url)::text, 'null') || '}';
