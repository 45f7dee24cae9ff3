-- Chains lines of the audit log that wait for it; how many there were.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: limit int
-- column: linked int
select link_audit_lines($1)
