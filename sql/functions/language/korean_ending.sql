-- How a word ends when it is read aloud in Korean: vowel, rieul (the consonant ㄹ), consonant; null when nobody can tell. Hangul
-- exactly, digits as they are read, Latin words by how English ones are written in Hangul. The same rules as base/korean.hpp.
create or replace function gracy.korean_ending(p_word text) returns text
    language plpgsql immutable parallel safe as $$
declare
    v_last constant text := substring(p_word from '([가-힣0-9A-Za-z])[^가-힣0-9A-Za-z]*$');
    v_latin constant text := lower(substring(p_word from '([A-Za-z]+)[^가-힣0-9A-Za-z]*$'));
begin
    return case
        when v_last is null then null
        when v_last collate "C" between '가' and '힣' then
            case (ascii(v_last) - ascii('가')) % 28 when 0 then 'vowel' when 8 then 'rieul' else 'consonant' end
        when v_last collate "C" between '0' and '9' then
            case when v_last in ('1', '7', '8') then 'rieul' when v_last in ('0', '3', '6') then 'consonant' else 'vowel' end
        -- A single letter's name is read.
        when v_latin ~ '^[lr]$' then 'rieul'
        when v_latin ~ '^[mn]$' then 'consonant'
        when length(v_latin) = 1 then 'vowel'
        when v_latin ~ '(l|le)$' then 'rieul'
        when v_latin ~ '([mn]|ng|[mn]e|ck)$' then 'consonant'
        -- One short vowel before the last letter: "tip", "book".
        when v_latin ~ '((^|[^aeiou])[aeiou]|oo)[bcpkt]$' then 'consonant'
        else 'vowel'
    end;
end
$$;
