-- Primary suppression: a cell speaks of at least k members. Members, not answers.
create or replace function gracy.enough_members(p_members int, p_k int) returns bool
    language sql immutable parallel safe
    return p_members >= p_k;
