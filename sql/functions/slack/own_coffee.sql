-- How somebody in Slack takes part in the coffee programs that run (at most five of them, those in which they do first), and
-- whom they do not want to meet (at most a hundred, which is all that there may be). Outcomes: ok, no_program,
-- unknown_workspace, not_member.
create or replace function gracy.own_coffee(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    out outcome text,
    out locale text,
    out program_ids bigint[],
    out programs text[],
    out statuses text[],
    out paused_until text[],
    out other_ids bigint[],
    out others text[])
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    locale := v_caller.locale;
    select coalesce(array_agg(mine.id), '{}'), coalesce(array_agg(mine.name), '{}'), coalesce(array_agg(mine.status), '{}'),
           coalesce(array_agg(coalesce(mine.paused_until::text, '')), '{}') into program_ids, programs, statuses, paused_until
    from (select program.id, program.name::text, taken.status, taken.paused_until
          from gracy.coffee_program program
          cross join lateral gracy.coffee_participation(v_team_space_id, v_member_id, program.id) as taken
          where program.team_space_id = v_team_space_id and program.closed_at is null and v_member_id is not null
          order by taken.status = 'out', program.id
          limit 5) as mine;
    select coalesce(array_agg(apart.id), '{}'), coalesce(array_agg(apart.name), '{}') into other_ids, others
    from (select other.id, case when v_caller.locale = 'ko' then other.name else coalesce(other.name_en, other.name) end::text as name
          from gracy.coffee_exclusion exclusion
          join gracy.member other on other.team_space_id = v_team_space_id and other.id = exclusion.other_id
          where exclusion.team_space_id = v_team_space_id and exclusion.member_id = v_member_id
          order by exclusion.other_id
          limit 100) as apart;
    outcome := case when v_team_space_id is null then 'unknown_workspace' when v_member_id is null then 'not_member'
                    when program_ids = '{}' then 'no_program' else 'ok' end;
end
$$;
