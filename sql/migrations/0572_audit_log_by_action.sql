-- transaction: none
-- Who did one thing, the latest first: some are done once a year.
create index concurrently if not exists audit_log_by_action on gracy.audit_log (team_space_id, action, at desc, id desc);
