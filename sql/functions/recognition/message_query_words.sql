-- The words of a search in messages, folded as message_grams folds.
create or replace function gracy.message_query_words(query text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    words text[] := '{}';
    word text;
begin
    foreach word in array regexp_split_to_array(query, '\s+') loop
        if word <> '' then
            words := words || gracy.fold_text(word);
        end if;
    end loop;
    return words;
end
$$;
