-- refund_gifts and uncount_gifts take several gifts. refund_kudos and uncount_gift stay until the next release: the void_kudos of
-- before calls them until the functions of this one are there.
select;
