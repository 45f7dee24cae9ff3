-- The days of what was given before 0195. Gifts can be read meanwhile, and are written afterwards.

-- Nothing that anybody sees of a gift changes: it has no new version, and no copy of it is told.
alter table gracy.kudos disable trigger user;
update gracy.kudos
set counted_on = (kudos.created_at at time zone team_space.tz)::date
from gracy.team_space
where team_space.id = kudos.team_space_id and kudos.counted_on is null;
alter table gracy.kudos enable trigger user;
update gracy.kudos_boost boost
set counted_on = (boost.created_at at time zone team_space.tz)::date
from gracy.team_space
where team_space.id = boost.team_space_id and boost.counted_on is null;
