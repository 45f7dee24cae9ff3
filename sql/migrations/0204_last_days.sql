-- Who has a last day and has not left: the worker looks whether it has passed.
create index member_leaving on gracy.member (team_space_id, id) where left_on is not null and status <> 'left';

-- Are told what was there before, and what the change says.
drop function if exists gracy.member_dates(text, gracy.member, date);
drop function if exists gracy.check_member(bigint, bigint, gracy.member, date);
