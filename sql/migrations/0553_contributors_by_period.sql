-- What is remembered of who stood behind released cells is compared by people, whatever a group is called and however often it is
-- published. A group of wholly other people does not put the cell before out of mind, so there is one row for each period
-- (gracy.keep_contributors says which are kept). The rows that are here already are of a period that is not known.
alter table gracy.release_contributors add column period_start date not null default '-infinity';
alter table gracy.release_contributors drop constraint release_contributors_pkey;
alter table gracy.release_contributors add constraint release_contributors_pkey
    primary key (team_space_id, subject, grain, group_kind, group_id, period_start);
