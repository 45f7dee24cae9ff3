-- Counts errors by their summaries. Beyond 1,000 kinds that wait they are only counted.
create or replace function gracy.note_errors(p_summaries text[], p_counts bigint[], p_left_out bigint) returns void
    language plpgsql as $$
declare
    v_room bigint;
    v_left_out bigint;
begin
    select 1000 - count(*) into v_room from gracy.operator_error;
    -- In the order of their keys: two workers that note the same ones wait for each other, and not in a circle.
    with noted as (
        select sha256(convert_to(given.summary, 'UTF8')) as fingerprint, given.summary, sum(given.count)::bigint as count
        from unnest(p_summaries, p_counts) as given (summary, count)
        group by given.summary
    ), fitting as (
        select noted.*, known.fingerprint is not null
                        or row_number() over (partition by known.fingerprint is null order by noted.fingerprint) <= v_room as fits
        from noted
        left join gracy.operator_error known on known.fingerprint = noted.fingerprint
    ), kept as (
        insert into gracy.operator_error as error (fingerprint, summary, waiting)
        select fitting.fingerprint, fitting.summary, fitting.count
        from fitting
        where fitting.fits
        order by fitting.fingerprint
        on conflict (fingerprint) do update
        set waiting = error.waiting + excluded.waiting, last_at = now()
    )
    select p_left_out + coalesce(sum(fitting.count) filter (where not fitting.fits), 0) into v_left_out from fitting;
    if v_left_out > 0 then
        update gracy.operator_report report set left_out = report.left_out + v_left_out where report.one;
    end if;
end
$$;
