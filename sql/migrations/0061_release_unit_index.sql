-- A part is found by its number, which is unique but for 0. In this order the index cannot be taken for one of the units of a
-- subject, which the planner, without statistics of a table that was filled a moment ago, believed to be few.
drop index gracy.release_unit_by_part;
create index release_unit_by_part on gracy.release_unit (part_id, subject, team_space_id);
