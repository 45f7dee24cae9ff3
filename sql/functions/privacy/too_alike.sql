-- Homogeneity: whether what is published would say what every single member answered: when all answered the same, however many
-- they are. No other answers have the mean of the lowest or of the highest that there is, and of any answer the shares of many
-- tell that it was everybody's.
create or replace function gracy.too_alike(p_members int, p_lowest int, p_highest int, p_floor int, p_ceiling int)
    returns bool
    language sql immutable parallel safe
    return coalesce(p_lowest = p_highest, false);
