-- refund_gifts and uncount_gifts take several gifts.
drop function if exists gracy.refund_kudos(bigint, bigint, bigint, date, timestamptz);
drop function if exists gracy.uncount_gift(bigint, bigint);
