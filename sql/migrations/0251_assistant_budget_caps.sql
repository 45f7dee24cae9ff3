-- What a day's budget was when it was last drawn on, and when those who administer were told that most of it is spent.
alter table gracy.assistant_budget add column cap bigint, add column warned_at timestamptz;
