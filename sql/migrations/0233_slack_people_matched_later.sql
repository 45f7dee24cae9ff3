-- Who is nobody's member yet becomes one when HR enters their address, if the workspace has confirmed it; of whom it is not
-- known yet, the sync that 0232 has begun says so.
alter table gracy.slack_user add email_is_confirmed bool not null default false;
