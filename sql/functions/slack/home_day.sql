-- As a worker of the release before asks for it (home_page): the day that App Home shows a member, by their clock, and the surveys that they are asked to answer, with their ends. No row for who
-- is no member.
create or replace function gracy.home_day(p_team_id text, p_enterprise_id text, p_user_id text)
returns table (today date, wave_ids bigint[], titles text[], ends text[])
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_caller.member_id is null then
        return;
    end if;
    return query
    select gracy.member_today(v_team_space_id, v_caller.member_id, now()),
           coalesce(array_agg(asked.wave_id order by asked.closes_at, asked.wave_id), '{}'),
           coalesce(array_agg(asked.title order by asked.closes_at, asked.wave_id), '{}'),
           coalesce(array_agg(gracy.clock_time(asked.closes_at, v_caller.tz, v_caller.locale) order by asked.closes_at, asked.wave_id), '{}')
    from gracy.surveys_to_answer(v_team_space_id, v_caller.member_id, v_caller.locale, 3) as asked;
end
$$;
