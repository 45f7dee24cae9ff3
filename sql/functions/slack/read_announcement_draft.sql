-- A draft as the form is filled in with it. audience_value: as in suggest_audiences, null where the form has no choice for
-- it; send_on and send_time are by the clock of p_tz, null where it was to go out at once or the time is over.
create or replace function gracy.read_announcement_draft(p_team_space_id bigint, p_id bigint, p_locale text, p_tz text)
returns table (state text, version int, audience text, audience_value text, channels text[], send_on text, send_time text)
language plpgsql stable as $$
begin
    return query
    select announcement.state, announcement.version, gracy.audience_text(p_team_space_id, announcement.audience, p_locale),
           case when announcement.audience ? 'all' then 'all'
                else (select part.key || '/' || (part.value #>> '{}')
                      from jsonb_each(announcement.audience) as part
                      where part.key in ('department', 'team', 'location')) end,
           announcement.channels, to_char(wanted.at, 'YYYY-MM-DD'), to_char(wanted.at, 'HH24:MI')
    from gracy.announcement
    left join lateral (select announcement.wanted_at at time zone p_tz as at where announcement.wanted_at > now()) as wanted on true
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id;
end
$$;
