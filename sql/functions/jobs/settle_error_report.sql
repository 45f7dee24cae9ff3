-- These were told, so often; what has come since then waits for the next report, as do the others.
create or replace function gracy.settle_error_report(p_fingerprints bytea[], p_counts bigint[], p_left_out bigint) returns void
    language plpgsql as $$
begin
    delete from gracy.operator_error error
    using unnest(p_fingerprints, p_counts) as told (fingerprint, count)
    where error.fingerprint = told.fingerprint and error.waiting <= told.count;
    update gracy.operator_error error
    set waiting = error.waiting - told.count, first_at = now()
    from unnest(p_fingerprints, p_counts) as told (fingerprint, count)
    where error.fingerprint = told.fingerprint;
    update gracy.operator_report report set left_out = report.left_out - p_left_out where report.one and p_left_out > 0;
end
$$;
