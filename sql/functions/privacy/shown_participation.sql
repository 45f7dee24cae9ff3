-- Participation as it is shown: percent in steps of 5, meant as "at least".
create or replace function gracy.shown_participation(p_contributors int, p_eligible int) returns int
    language sql immutable parallel safe
    return (floor(gracy.shown_count(p_contributors, p_eligible) * 20.0 / p_eligible) * 5)::int;
