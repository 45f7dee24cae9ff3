-- What waits to be told to the operator: kinds of errors, and errors for which there was no room.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (the table has a thousand rows at most)
-- column: kinds bigint
-- column: left_out bigint
select (select count(*) from operator_error), report.left_out
from operator_report report
