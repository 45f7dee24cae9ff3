-- Last days that were written down before days let anybody go (0204): they let nobody go now, either. Every other day does,
-- however long ago it passed: its member may have been the last owner until today, or no worker may have run for long.
create table gracy.old_last_day (
    team_space_id bigint not null,
    member_id bigint not null,
    left_on date not null,
    primary key (team_space_id, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
select gracy.protect_table('old_last_day', false);
insert into gracy.old_last_day (team_space_id, member_id, left_on)
select member.team_space_id, member.id, member.left_on
from gracy.member
where member.status <> 'left' and member.left_on < now()::date - 31;
