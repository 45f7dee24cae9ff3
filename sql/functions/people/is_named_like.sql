-- Whether a name in one language or the other, or its Hangul initials, contains what somebody typed: where there are too few names for an
-- index.
create or replace function gracy.is_named_like(p_name text, p_name_en text, p_q text) returns bool
    language sql immutable parallel safe
    return strpos(concat_ws(E'\n', gracy.fold_text(p_name), gracy.hangul_initials(gracy.fold_text(p_name)),
                            gracy.fold_text(p_name_en)), gracy.fold_text(p_q)) > 0;
