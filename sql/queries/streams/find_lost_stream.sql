-- Which of the streams that stand in a thread (their ts and apps, in order) is ours and known to nobody; the newest.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: slack_stream_by_ts
-- param: team_space_id bigint
-- param: team_id text
-- param: channel text
-- param: ts text[]
-- param: app_ids text[]
-- column: ts text
select found.ts
from unnest($4::text[], $5::text[]) with ordinality as found (ts, app_id, place)
where exists (
    select from slack_installation installation
    where installation.team_space_id = $1 and installation.status = 'active' and installation.app_id = found.app_id)
  and not exists (
    select from slack_stream known
    where known.team_space_id = $1 and known.team_id = $2 and known.channel = $3 and known.ts = found.ts)
order by found.place desc
limit 1
