-- Which of the buckets 0, 1 to 2, 3 to 5 and more so many others are in.
create or replace function gracy.degree_bucket(p_others int) returns int
    language sql immutable parallel safe
    return width_bucket(p_others, array[1, 3, 6]);
