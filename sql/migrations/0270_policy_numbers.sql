-- The number of a policy's last version, also when that one is deleted: a number is given out once. Else an If-Match or an
-- idempotency key of the old one would be good for the new one.
alter table gracy.policy_document add column last_number int not null default 0;

-- Numbering a version is no change of the document.
drop trigger policy_document_version on gracy.policy_document;
create trigger policy_document_version before update on gracy.policy_document
    for each row when (old.last_number = new.last_number) execute function gracy.count_version();

update gracy.policy_document document
set last_number = made.last_number
from (select found.team_space_id, found.document_id, max(found.number) as last_number
      from (select version.team_space_id, version.document_id, version.number
            from gracy.policy_version version
            union all
            -- Of those that were deleted only the audit log knows.
            select line.team_space_id, split_part(line.target_id, '/', 1)::bigint, split_part(line.target_id, '/', 2)::int
            from gracy.audit_log line
            where line.action = 'policy_version.create') as found
      group by found.team_space_id, found.document_id) as made
where document.team_space_id = made.team_space_id and document.id = made.document_id;

-- Tokens are counted where chunks change (gracy.settle_policy, gracy.forget_policy_chunks).
drop function if exists gracy.count_policy_tokens(bigint, bigint, int);
