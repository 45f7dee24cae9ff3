-- A page of people could not be read: later, again (from the beginning, the cursor is not good any more), or failed.
--
-- kind: write
-- process: worker
-- plan: slack_sync_pkey|slack_sync_open
-- param: team_space_id bigint
-- param: team_id text
-- param: cursor text
-- param: result text
-- param: error text
-- param: wait_seconds float8
-- column: team_id text
update slack_sync sync
set state = case when $4 = 'failed' then 'failed' else 'open' end, error = $5,
    next_cursor = case when $4 = 'again' then '' else sync.next_cursor end,
    people = case when $4 = 'again' then 0 else sync.people end,
    due_at = now() + $6 * interval '1 second', ended_at = case when $4 = 'failed' then now() end
where sync.team_space_id = $1 and sync.team_id = $2 and sync.state = 'open' and sync.next_cursor = $3
returning sync.team_id
