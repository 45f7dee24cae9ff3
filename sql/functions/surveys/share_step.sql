-- In which steps, of percent, shares of so many people are shown.
create or replace function gracy.share_step(p_shown int) returns int
    language sql immutable parallel safe
    return case when p_shown < 20 then 5 else 1 end;
