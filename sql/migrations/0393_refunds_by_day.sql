-- Goes by the days that gifts were counted on.
drop function if exists gracy.refund_gifts(bigint, bigint[], date, timestamptz);
