-- Exports that somebody waits for: the worker looks whether their job still lives.
create index export_job_open on gracy.export_job (id) where state in ('queued', 'running');
