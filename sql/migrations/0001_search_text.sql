-- The schema, and the text functions that generated columns are computed with. These are part of what is stored, so
-- they never change after landing: another rule is another function and another column.
create schema if not exists gracy;
grant usage on schema gracy to gracy_app, gracy_report;

-- A bigint in front of the grams of a GIN index.
create extension if not exists btree_gin with schema gracy;

-- The form in which text is compared: composed, case-folded, without white space, with the leading consonants that
-- some input methods send (U+1100..) as the letters that a keyboard types (U+3131..).
create function gracy.fold_text(value text) returns text
    language sql immutable strict parallel safe
    return translate(
        regexp_replace(normalize(lower(value collate "default"), nfc) collate "default", '\s+', '', 'g'),
        'ᄀᄁᄂᄃᄄᄅᄆᄇᄈᄉᄊᄋᄌᄍᄎᄏᄐᄑᄒ',
        'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ');

-- 김민수 -> ㄱㅁㅅ; what is not a Hangul syllable stays. A block of 588 syllables (21 vowels x 28 finals) shares one
-- initial (Unicode 3.12).
create function gracy.hangul_initials(value text) returns text
    language plpgsql immutable strict parallel safe as $$
declare
    initials text := '';
    letter text;
begin
    foreach letter in array string_to_array(value, null) loop
        if ascii(letter) between 44032 and 55203 then
            letter := substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (ascii(letter) - 44032) / 588 + 1, 1);
        end if;
        initials := initials || letter;
    end loop;
    return initials;
end
$$;

-- Every single character and every pair of neighbours.
create function gracy.text_grams(value text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    grams text[] := '{}';
begin
    for place in 1 .. length(value) loop
        grams := grams || substr(value, place, 1);
        if place < length(value) then
            grams := grams || substr(value, place, 2);
        end if;
    end loop;
    return grams;
end
$$;

-- What a member is found by, one field a line (a line break never is in a folded query).
create function gracy.member_search_text(name text, name_en text, email text) returns text
    language sql immutable parallel safe
    return gracy.fold_text(name) || E'\n' || coalesce(gracy.fold_text(name_en), '') || E'\n'
           || gracy.fold_text(split_part(email, '@', 1));

-- Grams of every field, and of the name's initials. An index entry for each; doubles cost nothing there.
create function gracy.member_search_grams(name text, name_en text, email text) returns text[]
    language sql immutable parallel safe
    return gracy.text_grams(gracy.fold_text(name))
           || gracy.text_grams(gracy.hangul_initials(gracy.fold_text(name)))
           || gracy.text_grams(coalesce(gracy.fold_text(name_en), ''))
           || gracy.text_grams(gracy.fold_text(split_part(email, '@', 1)));

-- How a company value is written after a `#`: without case, spaces, hyphens and underscores.
create function gracy.value_key(name text) returns text
    language sql immutable strict parallel safe
    return translate(gracy.fold_text(name), '-_', '');
