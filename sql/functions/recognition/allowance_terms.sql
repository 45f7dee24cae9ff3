-- How much everybody gets on a day, and from when until when: the policy's present terms, or those that were to follow
-- once their day has come.
create or replace function gracy.allowance_terms(
    p_policy gracy.recognition_policy,
    p_today date,
    out period text,
    out points int,
    out starts_on date,
    out ends_on date)
language plpgsql immutable parallel safe as $$
declare
    v_since date := p_policy.since;
begin
    period := p_policy.period;
    points := p_policy.points;
    if p_policy.next_since <= p_today then
        period := p_policy.next_period;
        points := p_policy.next_points;
        v_since := p_policy.next_since;
    end if;
    starts_on := case period
        when 'weekly' then date_trunc('week', p_today::timestamp)::date
        -- Fortnights are counted from a Monday.
        when 'biweekly' then p_today - ((p_today - date '2000-01-03') % 14 + 14) % 14
        when 'monthly' then date_trunc('month', p_today::timestamp)::date
        when 'quarterly' then date_trunc('quarter', p_today::timestamp)::date
    end;
    ends_on := (starts_on + case period
        when 'weekly' then interval '7 days'
        when 'biweekly' then interval '14 days'
        when 'monthly' then interval '1 month'
        when 'quarterly' then interval '3 months'
    end)::date;
    starts_on := greatest(starts_on, v_since);
end
$$;
