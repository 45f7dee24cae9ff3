-- The sealed bot token with which a workspace is spoken to: its own installation's, else its organization's. No row when it
-- is connected to another team space than the one that has something to say there (null: whichever).
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: slack_installation_pkey|slack_installation_by_team_space|slack_installation_by_organization
-- param: team_id text
-- param: enterprise_id text?
-- param: team_space_id bigint?
-- column: team_space_id bigint
-- column: installation_id bigint
-- column: token_sealed bytea
-- column: key_id text?
select holder.team_space_id, holder.id, holder.token_sealed, holder.key_id
from slack_home($1, $2) as home
join slack_installation holder
     on holder.team_space_id = home.team_space_id and holder.id = home.token_id and holder.status = 'active'
        and holder.token_sealed is not null
where $3::bigint is null or home.team_space_id = $3
