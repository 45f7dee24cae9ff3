-- Units are looked up by their key, and by their part once they are in one. The planner must have no choice between the two:
-- of a table that is emptied after each release it believes, once it was vacuumed, that it has no rows, so that one index
-- looks as good as another; it was seen to read all units of a subject for each of them. A hash index serves its own
-- look-up only, and is preferred there because no tree has to be gone down.
drop index gracy.release_unit_by_part;
create index release_unit_by_part on gracy.release_unit using hash (part_id) where part_id <> 0;
