-- Moves a batch of answers out of a wave's inbox, if there are enough.
--
-- kind: write
-- process: worker
-- plan: none (a function; the plans inside it are checked too)
-- param: team_space_id bigint
-- param: wave_id bigint
-- column: moved int
select settle_wave($1, $2, false)
