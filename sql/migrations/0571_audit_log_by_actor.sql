-- transaction: none
-- What one person did, the latest first.
create index concurrently if not exists audit_log_by_actor on gracy.audit_log (team_space_id, actor_id, at desc, id desc);
