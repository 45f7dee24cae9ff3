-- A page of what there is to celebrate between two days, by day: of active members who want it, of the kinds that the
-- team space tells. The first page begins after (from_date, 0, ''). Never a year of birth.
--
-- kind: read
-- process: nginx
-- plan: celebration_occurrence_by_date member_pkey celebration_settings_pkey
-- param: team_space_id bigint
-- param: from_date date
-- param: to_date date
-- param: after_on date
-- param: after_member_id bigint
-- param: after_kind text
-- param: limit int
-- param: offset int
-- column: member_id bigint
-- column: name text
-- column: name_en text?
-- column: department_name text?
-- column: avatar_url text?
-- column: kind text
-- column: on_date date
-- column: post_on date
-- column: years int?
select occurrence.member_id, member.name, member.name_en, member.department_name, member.avatar_url, occurrence.kind,
       occurrence.on_date, occurrence.post_on, occurrence.years::int
from celebration_settings settings
join celebration_occurrence occurrence
    on occurrence.team_space_id = $1 and occurrence.on_date between $2 and $3
       and (occurrence.on_date, occurrence.member_id, occurrence.kind) > ($4, $5, $6)
join member on member.team_space_id = $1 and member.id = occurrence.member_id
where settings.team_space_id = $1 and member.status = 'active'
      and case occurrence.kind
              when 'birthday' then member.celebrates_birthday and settings.birthdays
              when 'anniversary' then member.celebrates_anniversary and settings.anniversaries
              when 'hundred_days' then member.celebrates_anniversary and settings.milestones
              else member.celebrates_anniversary and settings.welcomes
          end
order by occurrence.on_date, occurrence.member_id, occurrence.kind
limit $7::int offset $8::int
