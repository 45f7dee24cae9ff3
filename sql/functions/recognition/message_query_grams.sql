-- The pairs of letters that a message must have to be found. Words of one letter have none.
create or replace function gracy.message_query_grams(query text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    grams text[] := '{}';
    word text;
begin
    foreach word in array gracy.message_query_words(query) loop
        grams := grams || gracy.message_grams(word);
    end loop;
    return grams;
end
$$;
