-- transaction: none
-- The gifts for one value, the latest first: those for a new one, or for one that is given no more, are few among all.
create index concurrently if not exists kudos_by_value on gracy.kudos (team_space_id, value_id, created_at desc, id desc);
