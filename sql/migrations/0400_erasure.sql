-- Leavers whose personal data has been erased, and when that happens by itself.
alter table gracy.member add column erased_at timestamptz;
alter table gracy.team_space add column erase_leavers_after_days int
    check (erase_leavers_after_days between 1 and 3650);
-- Whom the worker looks at each day.
create index member_to_erase on gracy.member (team_space_id, id) where status = 'left' and erased_at is null;
