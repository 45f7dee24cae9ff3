-- Errors that wait to be told.
select note_errors(array_agg('kind ' || n), array_agg(n::bigint), 3) from generate_series(1, 200) as n;
