-- Regular expressions that the message in lower case must match besides having the grams. Between Korean letters there
-- may be white space, which people put there or not as they like; in other scripts it ends a word.
create or replace function gracy.message_query_patterns(query text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    patterns text[] := '{}';
    pattern text;
    before text;
    word text;
    letter text;
begin
    foreach word in array gracy.message_query_words(query) loop
        pattern := '';
        before := '';
        foreach letter in array string_to_array(word, null) loop
            pattern := pattern || case when before ~ '[가-힣ㄱ-ㅣ]' and letter ~ '[가-힣ㄱ-ㅣ]' then '\s*' else '' end
                       || case when letter ~ '\w' then letter else '\' || letter end;
            before := letter;
        end loop;
        patterns := patterns || pattern;
    end loop;
    return patterns;
end
$$;
