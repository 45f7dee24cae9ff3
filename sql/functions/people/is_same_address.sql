-- Whether two spellings of an e-mail address are one to mail: they differ in nothing but the case of ASCII letters. fold_text, by
-- which members are found, takes more for the same than a mail server does.
create or replace function gracy.is_same_address(p_one text, p_other text) returns bool
    language sql immutable parallel safe as $$
    select lower(p_one collate "C") = lower(p_other collate "C")
$$;
