-- Whether somebody who has not left does not work here yet, being only invited or starting on a later day: such people may go
-- before that day.
create or replace function gracy.has_yet_to_begin(p_member gracy.member, p_today date) returns bool
    language sql immutable parallel safe
    return coalesce(p_member.status = 'invited' or p_member.status <> 'left' and p_member.hired_on > p_today, false);
