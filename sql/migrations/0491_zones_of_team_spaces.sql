-- In which time zones the people of a team space live, found without reading each of them (gracy.zones_in_use).
create index member_by_tz on gracy.member (team_space_id, tz) where tz is not null;
create index slack_user_by_tz on gracy.slack_user (team_space_id, tz) where tz is not null;
