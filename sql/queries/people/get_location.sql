-- A location.
--
-- kind: read
-- process: nginx
-- plan: location_pkey member_by_location
-- param: team_space_id bigint
-- param: id bigint
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: tz text?
-- column: member_count bigint
-- column: version int
-- column: created_at timestamptz
-- column: updated_at timestamptz
select location.id, location.name, location.name_en, location.tz,
       (select count(*) from member
        where member.team_space_id = $1 and member.location_id = location.id and member.status <> 'left'),
       location.version, location.created_at, location.updated_at
from location
where location.team_space_id = $1 and location.id = $2
