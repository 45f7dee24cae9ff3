-- These were told, so often; what has come since then waits for the next report, as do the others. In the order in which
-- note_errors takes them.
create or replace function gracy.settle_error_report(p_fingerprints bytea[], p_counts bigint[], p_left_out bigint) returns void
    language plpgsql as $$
begin
    perform from gracy.operator_error error
    where error.fingerprint = any (p_fingerprints)
    order by error.fingerprint
    for update;
    delete from gracy.operator_error error
    using unnest(p_fingerprints, p_counts) as told (fingerprint, count)
    where error.fingerprint = told.fingerprint and error.waiting <= told.count;
    update gracy.operator_error error
    set waiting = error.waiting - told.count, first_at = now()
    from unnest(p_fingerprints, p_counts) as told (fingerprint, count)
    where error.fingerprint = told.fingerprint;
    update gracy.operator_report report set left_out = greatest(report.left_out - p_left_out, 0) where report.one and p_left_out > 0;
end
$$;
