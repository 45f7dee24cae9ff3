-- Bad on purpose: no index serves it.
--
-- kind: read
-- process: nginx
-- plan: none (it has none)
-- param: team_space_id bigint
-- param: name text
-- column: id bigint
select kudos.id from kudos where kudos.message = $2 and kudos.team_space_id + 0 = $1
