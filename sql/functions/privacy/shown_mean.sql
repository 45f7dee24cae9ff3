-- A mean as it is shown, to 0.1: more digits would tell how many answers it is of.
create or replace function gracy.shown_mean(p_total bigint, p_answers int) returns float8
    language sql immutable parallel safe
    return round(p_total::numeric / p_answers, 1)::float8;
