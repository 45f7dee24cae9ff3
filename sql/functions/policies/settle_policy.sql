-- Works out which version of a document counts on which days, and what of it a search finds; what comes and goes with that
-- is counted. Only what changes is touched: a policy may have a long history, and its editor waits.
--
-- Of two published versions that both cover a day, the one that begins later counts, of two that begin together the
-- higher number. Since when one counts is remembered once that day is over (gracy.was_in_force), whatever becomes of it.
create or replace function gracy.settle_policy(p_team_space_id bigint, p_document_id bigint) returns void
    language plpgsql as $$
declare
    v_today constant date := (select (now() at time zone team_space.tz)::date
                              from gracy.team_space
                              where team_space.id = p_team_space_id);
    v_is_shown constant bool := (select document.status = 'published'
                                 from gracy.policy_document document
                                 where document.team_space_id = p_team_space_id and document.id = p_document_id);
begin
    update gracy.policy_version version
    set in_force = settled.in_force, in_force_since = settled.in_force_since
    from (select counted.number, counted.in_force,
                 case when counted.in_force_since < v_today then counted.in_force_since
                      when v_is_shown and not isempty(counted.in_force) then greatest(lower(counted.in_force), v_today)
                      end as in_force_since
          from (select one.number, one.in_force_since,
                       case when one.status = 'published'
                            then datemultirange(daterange(one.effective_from, one.effective_until, '[]'))
                                 - coalesce((select range_agg(daterange(later.effective_from, later.effective_until, '[]'))
                                             from gracy.policy_version later
                                             where later.team_space_id = p_team_space_id
                                                   and later.document_id = p_document_id and later.status = 'published'
                                                   and (later.effective_from, later.number)
                                                       > (one.effective_from, one.number)),
                                            '{}')
                            else '{}' end as in_force
                from gracy.policy_version one
                where one.team_space_id = p_team_space_id and one.document_id = p_document_id) as counted) as settled
    where version.team_space_id = p_team_space_id and version.document_id = p_document_id
          and version.number = settled.number
          and (version.in_force, version.in_force_since) is distinct from (settled.in_force, settled.in_force_since);

    with settled as (
        select version.number, version.in_force,
               document.status = 'published' and not isempty(version.in_force) as active,
               document.title_tokens || document.title_en_tokens as title_tokens
        from gracy.policy_document document
        join gracy.policy_version version on version.team_space_id = p_team_space_id and version.document_id = document.id
        where document.team_space_id = p_team_space_id and document.id = p_document_id
    ), changing as materialized (
        select chunk.id, chunk.active as was_active, settled.active, settled.in_force, chunk.tokens as old_tokens,
               array(select token from unnest(chunk.tokens) as token where token not like '!%')
                   || settled.title_tokens as tokens
        from gracy.policy_chunk chunk
        join settled on settled.number = chunk.version_number
        where chunk.team_space_id = p_team_space_id and chunk.document_id = p_document_id
              and (chunk.in_force <> settled.in_force or chunk.active <> settled.active
                   or not chunk.tokens @> settled.title_tokens
                   or exists (select from unnest(chunk.tokens) as token
                              where token like '!%' and token <> all (settled.title_tokens)))
    ), changed as (
        update gracy.policy_chunk chunk
        set in_force = changing.in_force, active = changing.active, tokens = changing.tokens
        from changing
        where chunk.team_space_id = p_team_space_id and chunk.id = changing.id
    )
    insert into gracy.policy_token as counted (team_space_id, token, chunks)
    select p_team_space_id, found.token, sum(found.sign)
    from changing
    cross join lateral (
        select unnest(array_append(changing.tokens, '')), 1 where changing.active and not changing.was_active
        union all
        select unnest(array_append(changing.old_tokens, '')), -1 where changing.was_active and not changing.active
        union all
        -- Of what was found and is, nothing but the title has changed.
        select token, 1 from unnest(changing.tokens) as token
        where changing.was_active and changing.active and token like '!%'
        union all
        select token, -1 from unnest(changing.old_tokens) as token
        where changing.was_active and changing.active and token like '!%'
    ) as found(token, sign)
    group by found.token
    having sum(found.sign) <> 0
    on conflict (team_space_id, token) do update set chunks = counted.chunks + excluded.chunks;
end
$$;
