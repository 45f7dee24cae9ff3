-- The language that somebody reads Slack in, of those that Gracy speaks; null: another one, or not known yet.
alter table gracy.slack_user add locale text check (locale in ('ko', 'en'));
-- Who is in Slack already is read once more with it, when the workers of before, which do not ask for it, have gone.
insert into gracy.slack_sync as sync (team_space_id, team_id, due_at)
select installation.team_space_id, installation.team_id, now() + interval '15 minutes'
from gracy.slack_installation installation
where installation.status = 'active' and installation.team_id is not null
on conflict (team_space_id, team_id) do update
set state = 'open', next_cursor = '', due_at = excluded.due_at, people = 0, error = null, began_at = now(), ended_at = null;
