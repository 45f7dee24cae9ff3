-- The words of a query, each once. Input methods write two consonants typed in a row as one letter (ㄳ for ㄱㅅ);
-- initials are never such letters. Of an e-mail address it is the part before the @ (see member_query_addresses).
create or replace function gracy.member_query_words(query text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    clusters constant text := 'ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ';
    parts constant text := 'ㄱㅅㄴㅈㄴㅎㄹㄱㄹㅁㄹㅂㄹㅅㄹㅌㄹㅍㄹㅎㅂㅅ';
    words text[] := '{}';
    word text;
begin
    foreach word in array regexp_split_to_array(query, '\s+') loop
        word := regexp_replace(gracy.fold_text(word), '(.)@.*$', '\1');
        if word ~ '[ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ]' then
            for place in 1 .. length(clusters) loop
                word := replace(word, substr(clusters, place, 1), substr(parts, 2 * place - 1, 2));
            end loop;
        end if;
        if word <> '' and word <> all (words) then
            words := words || word;
        end if;
    end loop;
    return words;
end
$$;
