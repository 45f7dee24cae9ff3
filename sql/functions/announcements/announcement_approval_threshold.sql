-- To more people than this an announcement goes only when somebody else has approved it.
create or replace function gracy.announcement_approval_threshold() returns int
    language sql immutable parallel safe
    return 500;
