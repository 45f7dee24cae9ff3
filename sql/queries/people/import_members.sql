-- Imports people from the lines of a file (an array of objects), all or none. Either a row for everything that is wrong
-- (outcome refused, with field, code and subject), or one for each line: created, updated, returns or unchanged.
--
-- kind: write
-- process: nginx
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: actor_id bigint
-- param: people text
-- param: dry_run bool
-- param: request_id text
-- param: gives_roles bool
-- column: line int
-- column: outcome text
-- column: email text?
-- column: name text?
-- column: changes text[]
-- column: field text?
-- column: code text?
-- column: subject text?
select imported.line, imported.outcome, imported.email, imported.name, imported.changes, imported.field, imported.code,
       imported.subject
from import_members($1, $2, $3::jsonb, $4, $5, $6) as imported
