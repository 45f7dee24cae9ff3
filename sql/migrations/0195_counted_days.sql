-- The day that gifts and boosts are counted on: that of the team space's calendar when they were given. When its clock becomes
-- another's, what was counted stays where it is, and is taken out there when it is taken back.
--
-- In three migrations, each a transaction of its own, so that nobody has to wait for those who read gifts while all of them are
-- dated: here what takes a moment, in 0197 the days, in 0198 what needs them.
alter table gracy.kudos add column counted_on date;
alter table gracy.kudos_boost add column counted_on date;

-- Whoever writes a gift down without saying: the day that it is there. So too for what was given before and is changed before
-- the next migration has come to it, or the check would refuse that.
create function gracy.date_gift() returns trigger
    language plpgsql as $$
begin
    select (new.created_at at time zone team_space.tz)::date into new.counted_on
    from gracy.team_space
    where team_space.id = new.team_space_id;
    return new;
end
$$;
create trigger kudos_dated before insert or update on gracy.kudos
    for each row when (new.counted_on is null) execute function gracy.date_gift();
create trigger kudos_boost_dated before insert or update on gracy.kudos_boost
    for each row when (new.counted_on is null) execute function gracy.date_gift();

-- Nothing is looked through for them here.
alter table gracy.kudos add constraint kudos_counted check (counted_on is not null) not valid;
alter table gracy.kudos_boost add constraint kudos_boost_counted check (counted_on is not null) not valid;
