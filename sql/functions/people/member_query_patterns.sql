-- Regular expressions that search_text must match besides having the grams: pairs of neighbours say nothing about
-- their order in a longer word. A consonant stands for itself and for every syllable that begins with it. Words of one
-- or two letters of a kind need none: the gram is the word.
create or replace function gracy.member_query_patterns(query text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    patterns text[] := '{}';
    pattern text;
    word text;
    letter text;
    initial int;
begin
    foreach word in array gracy.member_query_words(query) loop
        continue when length(word) <= 2 and not (word ~ '[ㄱ-ㅎ]' and word ~ '[^ㄱ-ㅎ]');
        pattern := '';
        foreach letter in array string_to_array(word, null) loop
            initial := position(letter in 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ') - 1;
            pattern := pattern || case
                when initial >= 0 then
                    '[' || letter || chr(44032 + initial * 588) || '-' || chr(44032 + initial * 588 + 587) || ']'
                when letter ~ '\w' then letter
                else '\' || letter
            end;
        end loop;
        patterns := patterns || pattern;
    end loop;
    return patterns;
end
$$;
