-- Deletes what has had its time; how many rows of each kind.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: limit int
-- column: messages bigint
-- column: events bigint
-- column: response_urls bigint
select purged.messages, purged.events, purged.response_urls
from purge_slack($1) as purged
