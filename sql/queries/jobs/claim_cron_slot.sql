-- Claims a slot of a schedule; true for one process only, whatever restarts. team_space_id 0: not of a team space.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: name text
-- param: team_space_id bigint
-- param: fire_at timestamptz
-- column: claimed bool
with claimed as (
    insert into cron_run (name, team_space_id, fire_at)
    values ($1, $2, $3)
    on conflict (name, team_space_id, fire_at) do nothing
    returning 1
)
select exists (select from claimed)
