-- What there is to celebrate within 30 days, as GET /api/v1/celebrations tells everybody: of active members who want it,
-- of the kinds that the team space tells.
--
-- kind: read
-- process: worker
-- plan: celebration_occurrence_by_date member_pkey celebration_settings_pkey
-- param: team_space_id bigint
-- param: limit int
-- column: name text
-- column: kind text
-- column: on_date date
select member.name, occurrence.kind, occurrence.on_date
from celebration_settings settings
join team_space on team_space.id = $1
join celebration_occurrence occurrence
    on occurrence.team_space_id = $1
       and occurrence.on_date between (now() at time zone team_space.tz)::date and (now() at time zone team_space.tz)::date + 30
join member on member.team_space_id = $1 and member.id = occurrence.member_id
where settings.team_space_id = $1 and member.status = 'active'
      and case occurrence.kind
              when 'birthday' then member.celebrates_birthday and settings.birthdays
              when 'anniversary' then member.celebrates_anniversary and settings.anniversaries
              when 'hundred_days' then member.celebrates_anniversary and settings.milestones
              else member.celebrates_anniversary and settings.welcomes
          end
order by occurrence.on_date, occurrence.member_id, occurrence.kind
limit $2::int
