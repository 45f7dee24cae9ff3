-- The groups of a release that differ by a few members from an earlier cell that is remembered: of the own group or of any other,
-- of weeks or of months. Who supposes that nobody changes their mind would take one from the other and have those few, whatever
-- the two groups are called. A week is not compared with a month that was made of weeks, which is no number of its own.
create or replace function gracy.changed_groups(p_team_space_id bigint, p_subject text, p_grain text, p_k int)
    returns table (group_kind text, group_id bigint)
    language plpgsql stable
    -- Nothing is known about tables that were filled a moment ago, nor about sets that were made a moment ago; a nested loop over
    -- them takes time by the square.
    set enable_nestloop = off
    set enable_sort = on
    set jit = off
    as $$
begin
    if not exists (select from gracy.release_contributors earlier
                   where earlier.team_space_id = p_team_space_id and earlier.subject = p_subject) then
        return;
    end if;
    return query
    with earlier as materialized (
        select row_number() over () as no, remembered.units, cardinality(remembered.units) as members
        from gracy.release_contributors remembered
        where remembered.team_space_id = p_team_space_id and remembered.subject = p_subject
              and (p_grain <> 'week' or remembered.grain <> 'month_of_weeks')
    ), before as (
        select earlier.no, earlier.members, unnest(earlier.units) as unit_id
        from earlier
    ), now_there as (
        select distinct candidate.group_kind, candidate.group_id, candidate.contributors as members, unit.unit_id
        from gracy.release_group candidate
        join gracy.release_group_unit belongs
             on belongs.team_space_id = p_team_space_id and belongs.subject = p_subject
                and belongs.group_kind = candidate.group_kind and belongs.group_id = candidate.group_id
        join gracy.release_unit unit
             on unit.team_space_id = p_team_space_id and unit.subject = p_subject and unit.unit_id = belongs.unit_id
        where candidate.team_space_id = p_team_space_id and candidate.subject = p_subject
              and gracy.enough_members(candidate.contributors, p_k) and unit.fresh and unit.answers > 0
    ), compared as (
        select now_there.group_kind, now_there.group_id,
               (now_there.members + before.members - 2 * count(*))::int as changed
        from now_there
        join before on before.unit_id = now_there.unit_id and abs(before.members - now_there.members) < p_k
        group by now_there.group_kind, now_there.group_id, now_there.members, before.no, before.members
    )
    select distinct compared.group_kind, compared.group_id
    from compared
    where not gracy.may_change_by(compared.changed, p_k);
end
$$;
