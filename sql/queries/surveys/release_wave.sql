-- Works out the results of a wave that is over, a few questions a call: more, ok, busy, not_found, not_ended.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: wave_id bigint
-- param: questions int
-- column: outcome text
select release_wave($1, $2, $3)
