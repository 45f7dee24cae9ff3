-- Which cells of a wave come out is decided by the rules of sql/functions/privacy, as for check-ins.
drop function if exists gracy.hold_back_cells(bigint, bigint, int, int);
-- Has a third parameter now: how many questions to decide.
drop function if exists gracy.release_wave(bigint, bigint);
