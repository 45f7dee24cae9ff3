-- Opens the digest of the week that is over for the team spaces that want one, from Monday 09:00 where they are and as
-- soon as its numbers are rolled up, and has the worker write it: each once. A week without a number has none. How many
-- were opened.
create or replace function gracy.open_culture_digests(p_limit int, p_now timestamptz) returns int
    language plpgsql as $$
declare
    v_space record;
    v_team_space_id bigint;
    v_week date;
    v_facts json;
    v_digest_id bigint;
    v_opened int := 0;
begin
    for v_space in
        select team_space.id, (p_now at time zone team_space.tz) as local_now
        from gracy.team_space
        where team_space.culture_digest and team_space.status = 'active'
    loop
        exit when v_opened >= p_limit;
        v_team_space_id := v_space.id;
        v_week := date_trunc('week', v_space.local_now)::date - 7;
        continue when v_space.local_now < (v_week + 7)::timestamp + interval '9 hours';
        continue when exists (select from gracy.culture_digest digest
                              where digest.team_space_id = v_team_space_id and digest.week_start = v_week);
        -- Rolled up after the week had ended.
        continue when not exists (select from gracy.analytics_unit unit
                                  where unit.team_space_id = v_team_space_id and unit.grain = 'week'
                                        and unit.period_start = v_week and unit.after_id = 0
                                        and unit.rolled_at at time zone (select team_space.tz from gracy.team_space
                                                                         where team_space.id = v_team_space_id) >= v_week + 7);
        v_facts := gracy.read_digest_facts(v_team_space_id, v_week);
        continue when v_facts ->> 'gifts' is null and v_facts ->> 'mood' is null;
        insert into gracy.culture_digest as made (team_space_id, week_start, facts)
        values (v_team_space_id, v_week, v_facts)
        on conflict (team_space_id, week_start) do nothing
        returning made.id into v_digest_id;
        continue when not found;
        insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
        values ('assistant.digest', json_build_object('team_space_id', v_team_space_id, 'digest_id', v_digest_id), now(),
                'assistant', v_team_space_id || '/' || v_digest_id, 60);
        v_opened := v_opened + 1;
    end loop;
    return v_opened;
end
$$;
