-- What Slack shows around an announcement follows each new version of it, wherever that was made, and its deletion.
create function gracy.follow_announcement() returns trigger
    language plpgsql as $$
begin
    perform gracy.show_slack_progress(old.team_space_id, old.id);
    return null;
end
$$;
create trigger announcement_followed after update on gracy.announcement
    for each row when (new.version <> old.version) execute function gracy.follow_announcement();
create trigger announcement_followed_to_its_end after delete on gracy.announcement
    for each row execute function gracy.follow_announcement();

-- Who is to be asked for an approval is seen to with all else that is shown. One that a worker of before is running may come
-- back to be tried again.
update gracy.job
set kind = 'slack.show_announcement', dedupe_key = null
where kind = 'slack.ask_approval' and state in ('queued', 'running');

-- It tells more now.
drop function if exists gracy.read_slack_announcement(bigint, bigint);
