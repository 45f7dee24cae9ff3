-- A number with its English noun: "1 point", "3 points".
create or replace function gracy.counted(p_count bigint, p_one text) returns text
    language sql immutable strict parallel safe
    return p_count || ' ' || p_one || case when p_count = 1 then '' else 's' end;
