-- What was old when it came may be sent again by somebody who has caught it: it is no sign of life of its provider.
alter table gracy.staking_delivery add column is_old boolean not null default false;
