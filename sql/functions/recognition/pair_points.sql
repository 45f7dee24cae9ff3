-- The most points that one person may get of another's allowance in a period: a share of it, at least one point. Null
-- without a limit.
create or replace function gracy.pair_points(total int, percent int) returns int
    language sql immutable parallel safe
    return case when percent is not null then greatest(1, (total::bigint * percent / 100)::int) end;
