-- The numbers of a team space's week, of what is released and nothing else: null where there is none. Mood is that of the
-- last week whose check-ins are released, which closes later than the week itself.
--
-- {"gifts", "gifts_before", "givers", "receivers", "participation" (per cent, at least), "across" (per cent of the
-- gifts), "values": [{"name", "name_ko"}] (most thanked for, three at most, without counts), "mood", "mood_before", "mood_week"}
create or replace function gracy.read_digest_facts(p_team_space_id bigint, p_week_start date) returns json
    language plpgsql stable as $$
declare
    v_week record;
    v_before record;
    v_mood record;
    v_values json;
begin
    select activity.* into v_week
    from gracy.group_activity activity
    where activity.team_space_id = p_team_space_id and activity.group_kind = 'team_space' and activity.group_id = 0
          and activity.grain = 'week' and activity.period_start = p_week_start and activity.withheld is null;
    select activity.* into v_before
    from gracy.group_activity activity
    where activity.team_space_id = p_team_space_id and activity.group_kind = 'team_space' and activity.group_id = 0
          and activity.grain = 'week' and activity.period_start = p_week_start - 7 and activity.withheld is null;
    select cell.period_start, cell.mean, before.mean as mean_before into v_mood
    from gracy.released_cell cell
    left join gracy.released_cell before
           on before.team_space_id = p_team_space_id and before.subject = 'check_ins' and before.grain = 'week'
              and before.group_kind = 'all' and before.group_id = 0 and before.period_start = cell.period_start - 7
              and before.released
    where cell.team_space_id = p_team_space_id and cell.subject = 'check_ins' and cell.grain = 'week'
          and cell.group_kind = 'all' and cell.group_id = 0 and cell.released
          and cell.period_start between p_week_start - 7 and p_week_start
    order by cell.period_start desc
    limit 1;
    select json_agg(json_build_object('name', thanked.name, 'name_ko', coalesce(thanked.name_ko, thanked.name))) into v_values
    from (select value.name, value.name_ko
          from gracy.group_value_activity activity
          join gracy.company_value value on value.team_space_id = p_team_space_id and value.id = activity.value_id
          where activity.team_space_id = p_team_space_id and activity.group_kind = 'team_space' and activity.group_id = 0
                and activity.grain = 'week' and activity.period_start = p_week_start and activity.gifts > 0
          order by activity.gifts desc, activity.value_id
          limit 3) as thanked;
    return json_build_object(
        'gifts', v_week.gifts, 'gifts_before', v_before.gifts, 'givers', v_week.givers, 'receivers', v_week.receivers,
        'participation', v_week.participation,
        'across', round(100.0 * v_week.cross_gifts / nullif(v_week.gifts, 0)),
        'values', coalesce(v_values, '[]'::json),
        'mood', v_mood.mean, 'mood_before', v_mood.mean_before, 'mood_week', v_mood.period_start);
end
$$;
