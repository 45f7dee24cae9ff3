-- Of groups only what everybody can see with its giver is counted: from one roll-up to the next somebody may change groups, and
-- the difference would be what they gave and got in private. The whole team space keeps all gifts, and tells of departments what
-- public gifts do.
alter table gracy.member_activity
    add column public_given int not null default 0,
    add column public_points int not null default 0,
    add column public_received int not null default 0;
alter table gracy.group_activity add column public_gifts int;

-- What was shown of groups until now is rolled up again.
delete from gracy.group_value_activity where group_kind <> 'team_space';
delete from gracy.group_activity where group_kind <> 'team_space';
update gracy.analytics_unit set after_id = 0, rolled_at = null, final = false;
