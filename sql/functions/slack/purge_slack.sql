-- Deletes at most p_limit rows of each kind that have had their time: what was said a month ago (but not what is
-- shown around an announcement, before that is over), that an event was handled, when no store can bring it again, install
-- links of a month ago with what became of them, streams that ended as long ago, sign-ins of yesterday, and addresses at
-- which nobody can be answered any more.
create or replace function gracy.purge_slack(p_limit int, out messages bigint, out events bigint, out response_urls bigint)
language plpgsql as $$
begin
    delete from gracy.slack_message where ctid = any (array(
        select said.ctid from gracy.slack_message said
        where said.ended_at < now() - interval '30 days'
              and not exists (select from gracy.announcement
                              where announcement.team_space_id = said.team_space_id
                                    and announcement.id = gracy.announcement_in_slack(said.dedupe_key)
                                    and announcement.state in ('draft', 'submitted', 'approved', 'scheduled', 'sending'))
        order by said.ended_at limit p_limit for update skip locked));
    get diagnostics messages = row_count;
    delete from gracy.processed_event where ctid = any (array(
        select ctid from gracy.processed_event where processed_at < now() - interval '30 days'
        order by processed_at limit p_limit for update skip locked));
    get diagnostics events = row_count;
    delete from gracy.slack_stream where ctid = any (array(
        select ctid from gracy.slack_stream where ended_at < now() - interval '30 days'
        order by ended_at limit p_limit for update skip locked));
    delete from gracy.slack_install_link where ctid = any (array(
        select ctid from gracy.slack_install_link where expires_at < now() - interval '30 days'
        order by expires_at limit p_limit for update skip locked));
    delete from gracy.slack_sign_in where ctid = any (array(
        select ctid from gracy.slack_sign_in where created_at < now() - interval '1 day'
        order by created_at limit p_limit for update skip locked));
    delete from gracy.slack_response_url where ctid = any (array(
        select ctid from gracy.slack_response_url where expires_at <= now()
        order by expires_at limit p_limit for update skip locked));
    get diagnostics response_urls = row_count;
end
$$;
