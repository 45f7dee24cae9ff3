-- The grams that a member must have to be found by a query: of each word the pairs of neighbours, or the character when
-- there is only one. A word that mixes syllables and consonants, as while typing 김민ㅅ, is looked up by its pairs of
-- syllables and by the pairs of its initials (ㄱㅁㅅ).
create or replace function gracy.member_query_grams(query text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    grams text[] := '{}';
    word text;
    runs text[];
    run text;
begin
    foreach word in array gracy.member_query_words(query) loop
        if word ~ '[ㄱ-ㅎ]' and word ~ '[^ㄱ-ㅎ]' then
            runs := gracy.hangul_initials(word)
                || array(select part from regexp_split_to_table(word, '[ㄱ-ㅎ]+') as part where length(part) > 1);
        else
            runs := array[word];
        end if;
        foreach run in array runs loop
            if length(run) = 1 then
                grams := grams || run;
            end if;
            for place in 1 .. length(run) - 1 loop
                grams := grams || substr(run, place, 2);
            end loop;
        end loop;
    end loop;
    return grams;
end
$$;
