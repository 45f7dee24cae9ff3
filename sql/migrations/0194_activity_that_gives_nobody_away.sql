-- How many took part is kept as it is shown, in percent, and not at all where the few who did not would be known from it.
-- `participants` stays for as long as the version before this one reads it, and says nothing any more.
alter table gracy.group_activity add column participation int check (participation between 0 and 100);

-- What was shown of groups until now let a single member be had by taking one from another: all of it is rolled up again, by
-- the rules of everything that is published about groups (gracy.decide_activity_groups).
delete from gracy.group_value_activity;
delete from gracy.group_activity;
update gracy.analytics_unit set after_id = 0, rolled_at = null, final = false;

drop function if exists gracy.withhold_complements(bigint, text, date, text);
drop function if exists gracy.roll_up_groups(bigint, text, date, text);
drop view gracy.analytics_group_member;
