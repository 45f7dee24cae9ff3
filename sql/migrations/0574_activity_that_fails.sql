-- When rolling up a period failed last, until it is rolled up: it waits behind all others.
alter table gracy.analytics_unit add failed_at timestamptz;
