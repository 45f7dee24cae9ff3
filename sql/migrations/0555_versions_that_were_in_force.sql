-- The day on which a version first counted: from the next day on its text and its first day stay as they are, also when it is
-- withdrawn (gracy.settle_policy). Null: it never did, or its document was not published; a day to come: if nothing changes.
alter table gracy.policy_version add column in_force_since date;

-- What somebody reads of a version is the same with it.
drop trigger policy_version_version on gracy.policy_version;
create trigger policy_version_version before update on gracy.policy_version
    for each row when (old.in_force_since is not distinct from new.in_force_since) execute function gracy.count_version();

-- Of what is withdrawn by now nobody has noted it.
update gracy.policy_version version
set in_force_since = greatest(lower(version.in_force), (version.created_at at time zone team_space.tz)::date)
from gracy.policy_document document
join gracy.team_space on team_space.id = document.team_space_id
where document.team_space_id = version.team_space_id and document.id = version.document_id
      and document.status <> 'draft' and not isempty(version.in_force);
