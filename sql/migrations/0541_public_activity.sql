-- Of the whole team space, too, only what everybody can see with its giver is counted (roll_up_groups): who put its numbers beside
-- the public gifts, or beside what they were five minutes ago, saw what somebody had given in private.
alter table gracy.member_activity
    drop column gifts_given, drop column points_given, drop column gifts_received, drop column points_received;

-- What was shown of everybody until now is rolled up again.
delete from gracy.group_value_activity where group_kind = 'team_space';
delete from gracy.group_activity where group_kind = 'team_space';
update gracy.analytics_unit set after_id = 0, rolled_at = null, final = false;
