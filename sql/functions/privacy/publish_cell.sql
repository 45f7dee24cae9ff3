-- Writes down what was decided of a group: the numbers when there is no reason against them, else the reason alone.
create or replace function gracy.publish_cell(
    p_team_space_id bigint,
    p_subject text,
    p_grain text,
    p_period_start date,
    p_group_kind text,
    p_group_id bigint,
    p_k int,
    p_reason text) returns void
    language plpgsql as $$
begin
    insert into gracy.released_cell (team_space_id, subject, grain, period_start, group_kind, group_id, k, reason,
                                     mean, participation, members_from, details)
    select p_team_space_id, p_subject, p_grain, p_period_start, p_group_kind, p_group_id, p_k, p_reason,
           case when p_reason is null then gracy.shown_mean(counted.total, counted.answers) end,
           case when p_reason is null then gracy.shown_participation(counted.contributors, counted.eligible) end,
           case when p_reason is null
                then greatest(p_k, gracy.shown_count(counted.contributors, counted.eligible) / 5 * 5) end,
           case when p_reason is null then counted.details end
    from gracy.release_group counted
    where counted.team_space_id = p_team_space_id and counted.subject = p_subject
          and counted.group_kind = p_group_kind and counted.group_id = p_group_id;
    if p_reason is not null then
        return;
    end if;
    perform gracy.keep_contributors(p_team_space_id, p_subject, p_grain, p_period_start, p_group_kind, p_group_id,
                                    (select array_agg(distinct unit.unit_id)
                                     from gracy.group_units(p_team_space_id, p_subject, p_group_kind, p_group_id) as unit
                                     where unit.answers > 0));
end
$$;
