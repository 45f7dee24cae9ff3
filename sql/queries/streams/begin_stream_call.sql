-- Before a call for a stream: takes a token for it unless it needs none, and with `once` writes down that it is made. held:
-- by this run. wait_seconds: until there is a token; 0: it may be made now.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: question_id bigint
-- param: run int
-- param: method text
-- param: once bool
-- param: lease_seconds int
-- column: held bool
-- column: wait_seconds float8
select begun.held, begun.wait_seconds
from begin_slack_stream_call($1, $2, $3, $4, $5, $6) as begun
