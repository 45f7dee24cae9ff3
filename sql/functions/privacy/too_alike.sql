-- Homogeneity: whether a mean would say what every single member answered. When few answered the same; and, however
-- many they are, when they answered the lowest or the highest that there is, because no other answers have that mean.
create or replace function gracy.too_alike(p_members int, p_lowest int, p_highest int, p_floor int, p_ceiling int)
    returns bool
    language sql immutable parallel safe
    return coalesce(p_lowest = p_highest and (p_members < 10 or p_lowest in (p_floor, p_ceiling)), false);
