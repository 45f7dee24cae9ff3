-- Difference over time: between a group's release and the one before it nobody came or went, or k members or more did.
create or replace function gracy.may_change_by(p_members int, p_k int) returns bool
    language sql immutable parallel safe
    return p_members = 0 or p_members >= p_k;
