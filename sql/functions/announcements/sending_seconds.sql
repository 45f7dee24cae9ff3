-- Until the last one has an announcement that is sent now, of what preview_announcement says; both channels go at once. Null
-- when nobody knows how fast mail goes.
create or replace function gracy.sending_seconds(
    p_in_slack bigint,
    p_slack_seconds int,
    p_by_email bigint,
    p_ahead bigint,
    p_per_minute int) returns int
    language sql immutable as $$
    select case when p_by_email > 0 and p_per_minute is null then null
                else greatest(case when p_in_slack > 0 then p_slack_seconds else 0 end,
                              case when p_by_email > 0 then ceil((p_ahead + p_by_email) * 60.0 / p_per_minute)::int else 0 end) end;
$$;
