-- The form with how somebody takes part in coffee programs, submitted: what is so already stays untouched. p_statuses and
-- p_paused_until belong to p_program_ids ("" : no day); p_other_ids is everybody whom they do not want to meet. All of it or
-- nothing. Outcomes: ok, in_the_past (subject: the program's id), unknown_program, self, unknown_member,
-- too_many_exclusions, unknown_workspace, not_member.
create or replace function gracy.set_own_coffee(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_program_ids bigint[],
    p_statuses text[],
    p_paused_until text[],
    p_other_ids bigint[],
    out outcome text,
    out locale text,
    out subject text)
language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
    v_today date;
    v_wish record;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_member_id := v_caller.member_id;
    locale := v_caller.locale;
    if v_team_space_id is null or v_member_id is null then
        outcome := case when v_team_space_id is null then 'unknown_workspace' else 'not_member' end;
        return;
    end if;
    v_today := (now() at time zone v_caller.tz)::date;
    -- Nobody comes, goes or closes a program while it is looked at; in the order of exclude_from_coffee.
    perform from gracy.coffee_program program
    where program.team_space_id = v_team_space_id and program.closed_at is null
    order by program.id
    for no key update;
    select wish.program_id::text into subject
    from unnest(p_program_ids, p_statuses, p_paused_until) as wish(program_id, status, paused_until)
    where wish.status = 'paused' and nullif(wish.paused_until, '')::date <= v_today
    limit 1;
    outcome := case
        when subject is not null then 'in_the_past'
        when v_member_id = any (p_other_ids) then 'self'
        when cardinality(p_other_ids) > 100 then 'too_many_exclusions'
        when exists (select from unnest(p_other_ids) as named(id)
                     where not exists (select from gracy.member
                                       where member.team_space_id = v_team_space_id and member.id = named.id)) then 'unknown_member'
        when exists (select from unnest(p_program_ids) as named(id)
                     where not exists (select from gracy.coffee_program open
                                       where open.team_space_id = v_team_space_id and open.id = named.id and open.closed_at is null))
            then 'unknown_program'
        else 'ok' end;
    if outcome <> 'ok' then
        return;
    end if;
    for v_wish in
        select wish.program_id, wish.status, nullif(wish.paused_until, '')::date as paused_until
        from unnest(p_program_ids, p_statuses, p_paused_until) as wish(program_id, status, paused_until)
        cross join lateral gracy.coffee_participation(v_team_space_id, v_member_id, wish.program_id) as taken
        where wish.status <> taken.status
              or wish.status = 'paused' and nullif(wish.paused_until, '')::date is distinct from taken.paused_until
        order by wish.program_id
    loop
        perform case v_wish.status
            when 'out' then gracy.leave_coffee(v_team_space_id, v_member_id, v_wish.program_id)
            else gracy.take_part_in_coffee(v_team_space_id, v_member_id, v_wish.program_id, v_wish.status, v_wish.paused_until) end;
    end loop;
    delete from gracy.coffee_exclusion exclusion
    where exclusion.team_space_id = v_team_space_id and exclusion.member_id = v_member_id
          and exclusion.other_id <> all (p_other_ids);
    perform gracy.exclude_from_coffee(v_team_space_id, v_member_id, named.id)
    from (select distinct id from unnest(p_other_ids) as id order by id) as named
    where not exists (select from gracy.coffee_exclusion exclusion
                      where exclusion.team_space_id = v_team_space_id and exclusion.member_id = v_member_id
                            and exclusion.other_id = named.id);
end
$$;
