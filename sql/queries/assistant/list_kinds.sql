-- The kinds of tasks that there are, by name.
--
-- kind: read
-- process: nginx
-- plan: none (a row for each file of the worker's configuration, 50 at most)
-- column: name text
-- column: version int
-- column: title_en text
-- column: title_ko text
-- column: inputs text
-- column: output_schema text
select kind.name, kind.version, kind.title_en, kind.title_ko, kind.inputs::text, kind.output_schema::text
from assistant_kind kind
order by kind.name
