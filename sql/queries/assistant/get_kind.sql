-- What a task of a kind must be given.
--
-- kind: read
-- process: nginx
-- plan: none (a row for each file of the worker's configuration, 50 at most)
-- param: name text
-- column: version int
-- column: inputs text
select kind.version, kind.inputs::text
from assistant_kind kind
where kind.name = $1
