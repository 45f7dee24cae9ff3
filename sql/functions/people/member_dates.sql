-- A member with the dates that the status brings: who leaves without a day leaves today, who comes back has not left.
create or replace function gracy.member_dates(p_old_status text, p_new gracy.member, p_today date) returns gracy.member
    language plpgsql immutable as $$
begin
    if p_new.status = 'left' and p_new.left_on is null then
        p_new.left_on := greatest(p_today, p_new.hired_on);
    elsif p_old_status = 'left' and p_new.status <> 'left' and p_new.left_on <= p_today then
        p_new.left_on := null;
    end if;
    return p_new;
end
$$;
