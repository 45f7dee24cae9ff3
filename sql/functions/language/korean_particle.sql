-- The particle that follows a word, of a pair as '은/는', '으로/로', '이라는/라는': first the one after a consonant. Both, the second in
-- brackets, when nobody can tell how the word is read.
create or replace function gracy.korean_particle(p_word text, p_pair text) returns text
    language plpgsql immutable parallel safe as $$
declare
    v_after_consonant constant text := split_part(p_pair, '/', 1);
    v_after_vowel constant text := split_part(p_pair, '/', 2);
    v_ending constant text := gracy.korean_ending(p_word);
begin
    return case when v_ending is null then v_after_consonant || '(' || v_after_vowel || ')'
                when v_ending = 'vowel' or (v_ending = 'rieul' and v_after_vowel = '로') then v_after_vowel
                else v_after_consonant end;
end
$$;
