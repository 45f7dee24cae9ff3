-- What a team space tells at a moment of its own clock: everything that was to be told by that day and was not, for a week,
-- so that nothing is lost when a day could not be told. Of active members who want it still, of the kinds that the team
-- space tells; as many as one message holds. Only on business days, in the eight hours from the time that it has chosen.
-- Seldom more than a few, and the planner is told so: it would read all occurrences to find these.
create or replace function gracy.due_celebrations(p_team_space_id bigint, p_now timestamp)
returns table (member_id bigint, kind text, on_date date)
language plpgsql stable rows 10 set enable_sort = on as $$
begin
    return query
    select occurrence.member_id, occurrence.kind, occurrence.on_date
    from gracy.celebration_occurrence occurrence
    join gracy.celebration_settings settings on settings.team_space_id = p_team_space_id
    join gracy.member on member.team_space_id = p_team_space_id and member.id = occurrence.member_id
    where occurrence.team_space_id = p_team_space_id and occurrence.post_on between p_now::date - 6 and p_now::date
          and p_now >= p_now::date + settings.post_at and p_now < p_now::date + settings.post_at + interval '8 hours'
          and gracy.is_business_day(p_team_space_id, p_now::date)
          and occurrence.state = 'planned' and occurrence.slack_message_id is null and member.status = 'active'
          and case occurrence.kind
                  when 'birthday' then member.celebrates_birthday and settings.birthdays
                  when 'anniversary' then member.celebrates_anniversary and settings.anniversaries
                  when 'hundred_days' then member.celebrates_anniversary and settings.milestones
                  else member.celebrates_anniversary and settings.welcomes
              end
    order by occurrence.on_date, occurrence.member_id, occurrence.kind
    limit 60;
end
$$;
