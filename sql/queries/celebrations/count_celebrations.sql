-- How many rows list_celebrations has.
--
-- kind: read
-- process: nginx
-- plan: celebration_occurrence_by_date celebration_settings_pkey
-- param: team_space_id bigint
-- param: from_date date
-- param: to_date date
-- column: total bigint
select count(*)
from celebration_settings settings
join celebration_occurrence occurrence
    on occurrence.team_space_id = $1 and occurrence.on_date between $2 and $3
join member on member.team_space_id = $1 and member.id = occurrence.member_id
where settings.team_space_id = $1 and member.status = 'active'
      and case occurrence.kind
              when 'birthday' then member.celebrates_birthday and settings.birthdays
              when 'anniversary' then member.celebrates_anniversary and settings.anniversaries
              when 'hundred_days' then member.celebrates_anniversary and settings.milestones
              else member.celebrates_anniversary and settings.welcomes
          end
