-- The team space as its administrators set it.
--
-- kind: read
-- process: nginx
-- plan: team_space_pkey
-- param: team_space_id bigint
-- column: slug text
-- column: name text
-- column: tz text
-- column: locale text
-- column: k_score int
-- column: k_text int
-- column: feelings bool
-- column: support_contact text?
-- column: culture_digest bool
-- column: own_hosts text[]
-- column: erase_leavers_after_days int?
-- column: version int
-- column: updated_at timestamptz
select team_space.slug, team_space.name, team_space.tz, team_space.locale, team_space.k_score, team_space.k_text,
       team_space.feelings, team_space.support_contact, team_space.culture_digest, team_space.own_hosts,
       team_space.erase_leavers_after_days, team_space.version, team_space.updated_at
from team_space
where team_space.id = $1
