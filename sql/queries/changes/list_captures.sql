-- What is captured, and from which version on, once everything that was there before has been told.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: none (four rows)
-- column: entity text
-- column: first_version bigint
select capture.entity, capture.first_version
from change_capture capture
where capture.since is not null and capture.complete
