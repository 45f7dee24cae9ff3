-- What is told next, what waits longest first (so that nothing frequent hides what is rare), when it is time and there is something; the next time is p_pause_seconds
-- later, whatever becomes of this one. `kinds` and `times` count everything that waits, `left_out` what there was no
-- room for.
create or replace function gracy.take_error_report(p_limit int, p_pause_seconds float8)
returns table (fingerprint bytea, summary text, waiting bigint, first_at timestamptz, last_at timestamptz, kinds bigint, times bigint,
               left_out bigint)
language plpgsql as $$
declare
    v_left_out bigint;
begin
    update gracy.operator_report report
    set next_at = now() + p_pause_seconds * interval '1 second'
    where report.one and report.next_at <= now() and exists (select from gracy.operator_error)
    returning report.left_out into v_left_out;
    if not found then
        return;
    end if;
    return query
    select error.fingerprint, error.summary, error.waiting, error.first_at, error.last_at, waits.kinds, waits.times, v_left_out
    from gracy.operator_error error,
         (select count(*) as kinds, sum(every.waiting)::bigint as times from gracy.operator_error every) as waits
    order by error.first_at, error.fingerprint
    limit p_limit;
end
$$;
