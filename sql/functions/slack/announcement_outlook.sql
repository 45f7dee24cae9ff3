-- What sending a draft would mean, as the form shows it: the version that this is said of, whom it reaches and when, and
-- whether somebody has to approve it first. p_tz, p_locale: by whose clock, in whose language.
create or replace function gracy.announcement_outlook(
    p_team_space_id bigint,
    p_id bigint,
    p_tz text,
    p_locale text,
    out version int,
    out recipients bigint,
    out in_slack bigint,
    out by_email bigint,
    out unreached bigint,
    out quiet bigint,
    out approval_required bool,
    out seconds int,
    out send_at text)
language plpgsql stable as $$
begin
    select announcement.version, preview.recipients, preview.in_slack, preview.by_email, preview.unreached, preview.quiet,
           preview.approval_required,
           gracy.sending_seconds(preview.in_slack, preview.slack_seconds, preview.by_email, preview.ahead, preview.per_minute),
           gracy.clock_time(announcement.wanted_at, p_tz, p_locale)
    into version, recipients, in_slack, by_email, unreached, quiet, approval_required, seconds, send_at
    from gracy.announcement
    cross join gracy.preview_announcement(p_team_space_id, p_id) as preview
    where announcement.team_space_id = p_team_space_id and announcement.id = p_id;
end
$$;
