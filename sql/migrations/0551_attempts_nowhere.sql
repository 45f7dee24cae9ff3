-- Attempts to log in are counted of names that no team space has, too, as those of team space 0, which nobody is: otherwise the
-- lock tells which companies are here. What outlives a team space that ends is purged within the hour.
alter table gracy.login_failure drop constraint login_failure_team_space_id_fkey;
