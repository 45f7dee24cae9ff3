-- put_check_in has one argument more.
drop function if exists gracy.put_check_in(bigint, bigint, date, int, text[], bytea, text, timestamptz);
