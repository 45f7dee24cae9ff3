-- Complementary suppression: what can be had by taking published cells from one another is nobody, or k members or more.
create or replace function gracy.may_remain(p_members int, p_k int) returns bool
    language sql immutable parallel safe
    return p_members = 0 or p_members >= p_k;
