-- Opens the digest of the week that is over for the team spaces that want one, from Monday 09:00 where they are and as
-- soon as its numbers are rolled up, and has the worker write it: each once. A week in which nobody was thanked, or of which
-- that is not released, and without check-ins has none, and is looked at again an hour later. How many were opened, and
-- whether there may be more.
create or replace function gracy.open_culture_digests(p_limit int, p_now timestamptz, out opened int, out more bool)
    language plpgsql as $$
declare
    v_due record;
    v_facts json;
    v_digest_id bigint;
    v_looked int := 0;
begin
    opened := 0;
    for v_due in
        select team_space.id as team_space_id, week.starts
        from gracy.team_space
        cross join lateral (select date_trunc('week', p_now at time zone team_space.tz)::date - 7 as starts) as week
        -- Rolled up after the week had ended.
        join gracy.analytics_unit unit
            on unit.team_space_id = team_space.id and unit.grain = 'week' and unit.period_start = week.starts
               and unit.after_id = 0 and unit.rolled_at at time zone team_space.tz >= week.starts + 7
        left join gracy.culture_digest_pause pause on pause.team_space_id = team_space.id
        where team_space.culture_digest and team_space.status = 'active'
              and p_now at time zone team_space.tz >= (week.starts + 7)::timestamp + interval '9 hours'
              and (pause.again_at is null or pause.again_at <= p_now)
              and not exists (select from gracy.culture_digest digest
                              where digest.team_space_id = team_space.id and digest.week_start = week.starts)
        order by team_space.id
        limit p_limit
    loop
        v_looked := v_looked + 1;
        v_facts := gracy.read_digest_facts(v_due.team_space_id, v_due.starts);
        if coalesce((v_facts ->> 'gifts')::bigint, 0) = 0 and v_facts ->> 'mood' is null then
            insert into gracy.culture_digest_pause as pause (team_space_id, again_at)
            values (v_due.team_space_id, p_now + interval '1 hour')
            on conflict (team_space_id) do update set again_at = excluded.again_at;
            continue;
        end if;
        insert into gracy.culture_digest as made (team_space_id, week_start, facts)
        values (v_due.team_space_id, v_due.starts, v_facts)
        on conflict (team_space_id, week_start) do nothing
        returning made.id into v_digest_id;
        continue when not found;
        insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
        values ('assistant.digest', json_build_object('team_space_id', v_due.team_space_id, 'digest_id', v_digest_id), now(),
                'digests', v_due.team_space_id || '/' || v_digest_id, 60);
        opened := opened + 1;
    end loop;
    more := v_looked = p_limit;
end
$$;
