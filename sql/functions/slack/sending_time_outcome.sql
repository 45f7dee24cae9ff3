-- Whether an announcement can go out at a time that was chosen in the form, by the clock of p_tz; both null: at once. Outcomes: ok,
-- past_date, past_time, too_far (a year).
create or replace function gracy.sending_time_outcome(p_send_on date, p_send_time time, p_tz text) returns text
    language sql stable as $$
    select case when p_send_on < (now() at time zone p_tz)::date then 'past_date'
                when wanted.at <= now() then 'past_time'
                when wanted.at > now() + interval '365 days' then 'too_far'
                else 'ok' end
    from (select (p_send_on + p_send_time) at time zone p_tz as at) as wanted
$$;
