-- Changes that wait and changes that were refused; capture that is on for some and is about to be turned on for others.
insert into change_outbox (team_space_id, entity, entity_id, document, changed_at, refused)
select team_space_id, 'member', id, '{"name": "Somebody"}', now() - interval '1 minute', case when id % 2 = 0 then 'too large' end
from member;
update change_capture set since = now(), first_version = 1 where entity <> 'department';
