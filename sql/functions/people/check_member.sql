-- Whether a member may be stored as he or she would be, apart from who is above whom: ok, unknown_department,
-- unknown_location, unknown_manager, inactive_manager, left_before_hired, leaves_later, has_passed, year_without_day,
-- invalid_birthday, unknown_tz. The manager is looked at only when it is another one, or when they come back: reports of somebody who left stay where they are; the
-- time zone as well: names that were taken once stay; and whether the last day of somebody who works here has passed, only when it is another one, or when they come back: it passes
-- by itself.
create or replace function gracy.check_member(
    p_team_space_id bigint,
    -- Null: somebody new.
    p_old gracy.member,
    p_new gracy.member,
    p_today date) returns text
    language plpgsql stable as $$
declare
    v_manager_status text;
begin
    if p_new.department_id is not null then
        perform from gracy.department
        where department.team_space_id = p_team_space_id and department.id = p_new.department_id;
        if not found then
            return 'unknown_department';
        end if;
    end if;
    if p_new.location_id is not null then
        perform from gracy.location
        where location.team_space_id = p_team_space_id and location.id = p_new.location_id;
        if not found then
            return 'unknown_location';
        end if;
    end if;
    if p_new.manager_id is not null
       and (p_new.manager_id is distinct from p_old.manager_id or (p_old.status = 'left' and p_new.status <> 'left')) then
        select member.status into v_manager_status
        from gracy.member
        where member.team_space_id = p_team_space_id and member.id = p_new.manager_id;
        if not found then
            return 'unknown_manager';
        elsif v_manager_status = 'left' then
            return 'inactive_manager';
        end if;
    end if;
    if p_new.left_on < p_new.hired_on
       -- Whose offer fell through goes before they began.
       and (p_new.status <> 'left' or not gracy.has_yet_to_begin(p_old, p_today))
       and (p_new.left_on, p_new.hired_on) is distinct from (p_old.left_on, p_old.hired_on) then
        return 'left_before_hired';
    end if;
    if p_new.status = 'left' and p_new.left_on > p_today then
        return 'leaves_later';
    end if;
    if p_new.status <> 'left' and p_new.left_on < p_today
       and (p_new.left_on is distinct from p_old.left_on or p_old.status = 'left') then
        return 'has_passed';
    end if;
    if p_new.birth_year is not null and p_new.birth_month is null and p_new.birth_day is null then
        return 'year_without_day';
    end if;
    if not gracy.is_birthday(p_new.birth_year, p_new.birth_month, p_new.birth_day, p_new.birth_lunar, p_today) then
        return 'invalid_birthday';
    end if;
    if p_new.tz is distinct from p_old.tz and not gracy.is_time_zone(p_new.tz) then
        return 'unknown_tz';
    end if;
    return 'ok';
end
$$;
