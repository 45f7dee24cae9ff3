-- A page of the locations by name, or of those named like q, with how many people work there. The first page begins after ('', 0).
--
-- kind: read
-- process: nginx
-- plan: location_by_name member_by_location
-- param: team_space_id bigint
-- param: after_name text
-- param: after_id bigint
-- param: limit int
-- param: offset int
-- param: q text?
-- column: id bigint
-- column: name text
-- column: name_en text?
-- column: tz text?
-- column: member_count bigint
-- column: version int
-- column: created_at timestamptz
-- column: updated_at timestamptz
select page.id, page.name, page.name_en, page.tz,
       (select count(*) from member
        where member.team_space_id = $1 and member.location_id = page.id and member.status <> 'left'),
       page.version, page.created_at, page.updated_at
from (
    select location.*
    from location
    where location.team_space_id = $1 and (location.name, location.id) > ($2, $3)
          and ($6::text is null or strpos(department_search_text(location.name, location.name_en), fold_text($6)) > 0)
    order by location.name, location.id
    limit $4::int offset $5::int
) as page
order by page.name, page.id
