-- The sealed bot token with which a workspace is spoken to: its own installation's, else its enterprise's.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: slack_installation_by_team slack_installation_by_enterprise
-- param: team_id text
-- param: enterprise_id text?
-- column: team_space_id bigint
-- column: installation_id bigint
-- column: token_sealed bytea
-- column: key_id text?
select found.team_space_id, found.id, found.token_sealed, found.key_id
from (
    select installation.team_space_id, installation.id, installation.token_sealed, installation.key_id, 1 as preference
    from slack_installation installation
    where installation.team_id = $1 and installation.status = 'active' and installation.token_sealed is not null
    union all
    select installation.team_space_id, installation.id, installation.token_sealed, installation.key_id, 2
    from slack_installation installation
    where installation.enterprise_id = $2 and installation.team_id is null and installation.status = 'active'
          and installation.token_sealed is not null
) as found
order by found.preference
limit 1
