-- Ends exports that no job will write any more, because it is dead or gone: a deadline, a stop or a crash leaves the last
-- attempt nobody who could say that it failed. Their requesters are told. At most p_limit; how many.
create or replace function gracy.settle_exports(p_limit int) returns int
    language plpgsql as $$
declare
    v_lost record;
    v_team_space_id bigint;
    v_settled int := 0;
begin
    for v_lost in
        select export.team_space_id, export.id, export.attempt
        from gracy.export_job export
        where export.state in ('queued', 'running')
              and not exists (select from gracy.job
                              where job.kind = 'exports.write' and job.dedupe_key = export.team_space_id || '/' || export.id
                                    and job.state in ('queued', 'running'))
        order by export.id
        limit p_limit
    loop
        v_team_space_id := v_lost.team_space_id;
        -- One that never began is ended like one that did.
        update gracy.export_job export
        set state = 'running'
        where export.team_space_id = v_team_space_id and export.id = v_lost.id and export.state = 'queued';
        v_settled := v_settled + gracy.finish_export(v_team_space_id, v_lost.id, v_lost.attempt, 'failed')::int;
    end loop;
    return v_settled;
end
$$;
