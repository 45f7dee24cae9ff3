-- Gracy is in a workspace again: what is shown there around announcements that are not over is to be looked at, and around
-- those whose author's message she could not bring up to date when she was taken out.
create or replace function gracy.show_slack_announcements(p_team_space_id bigint) returns void
    language plpgsql as $$
begin
    perform gracy.show_slack_progress(p_team_space_id, shown.id)
    from (select announcement.id
          from gracy.announcement
          where announcement.team_space_id = p_team_space_id
                and (announcement.state in ('submitted', 'approved', 'scheduled', 'sending')
                     or announcement.state = 'sent' and announcement.correction is not null)
          union
          select gracy.announcement_in_slack(message.dedupe_key)
          from gracy.slack_message message
          where message.team_space_id = p_team_space_id and message.dedupe_key >= 'announcement control/'
                and message.dedupe_key < 'announcement control0' and message.error = 'app_uninstalled') as shown;
end
$$;
