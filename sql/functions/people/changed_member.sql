-- A member as a change leaves them, with the day that the status brings when the change says none: who leaves, leaves today; who
-- comes back has not left.
create or replace function gracy.changed_member(p_old gracy.member, p_changes jsonb, p_today date) returns gracy.member
    language plpgsql stable as $$
declare
    v_new gracy.member := jsonb_populate_record(p_old, p_changes);
begin
    if p_changes ? 'skills' then
        v_new.skills := gracy.tidy_skills(v_new.skills);
    end if;
    if v_new.status = 'left' and v_new.left_on is null then
        v_new.left_on := case when gracy.has_yet_to_begin(p_old, p_today) then p_today else greatest(p_today, v_new.hired_on) end;
    elsif p_old.status = 'left' and v_new.status <> 'left' and not p_changes ? 'left_on' then
        v_new.left_on := null;
    end if;
    return v_new;
end
$$;
