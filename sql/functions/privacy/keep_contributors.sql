-- Remembers who stood behind a cell, for the releases to come (gracy.changed_groups). An earlier cell of the group is forgotten
-- when half of those behind it, or more, are behind this one: what comes next is measured against the release before. A group that
-- has got other people is another group, and what was told of those who were in it stays in mind.
create or replace function gracy.keep_contributors(
    p_team_space_id bigint,
    p_subject text,
    p_grain text,
    p_period_start date,
    p_group_kind text,
    p_group_id bigint,
    p_units bigint[]) returns void
    language plpgsql
    -- Nothing is known about an array; a nested loop over two takes time by the square.
    set enable_nestloop = off
    as $$
begin
    delete from gracy.release_contributors earlier
    where earlier.team_space_id = p_team_space_id and earlier.subject = p_subject and earlier.grain = p_grain
          and earlier.group_kind = p_group_kind and earlier.group_id = p_group_id
          and cardinality(earlier.units) <= 2 * (select count(*)
                                                 from unnest(earlier.units) as before(unit_id)
                                                 join unnest(p_units) as now_there(unit_id) using (unit_id));
    insert into gracy.release_contributors (team_space_id, subject, grain, period_start, group_kind, group_id, units)
    values (p_team_space_id, p_subject, p_grain, p_period_start, p_group_kind, p_group_id, p_units);
end
$$;
