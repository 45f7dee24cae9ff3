-- How many members took part, as it may be used for showing: everybody, or everybody but one, would tell of each person,
-- so the most that is said is "all but two".
create or replace function gracy.shown_count(p_contributors int, p_eligible int) returns int
    language sql immutable parallel safe
    return least(p_contributors, p_eligible - 2);
