-- The team spaces of this installation, for its operator.
--
-- kind: read
-- process: worker
-- plan: team_space_slug_key
-- param: after_slug text
-- param: limit int
-- column: slug text
-- column: name text
-- column: tz text
-- column: locale text
-- column: status text
-- column: created_at timestamptz
select team_space.slug, team_space.name, team_space.tz, team_space.locale, team_space.status, team_space.created_at
from team_space
where team_space.slug > $1
order by team_space.slug
limit $2::int
