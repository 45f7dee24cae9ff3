-- Who has a last day and has not left: the worker looks whether it has passed.
create index member_leaving on gracy.member (team_space_id, id) where left_on is not null and status <> 'left';
