-- Tokens that another key than this one has sealed, of all team spaces, after a place.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: slack_installation_by_team_space|slack_installation_pkey|slack_installation_by_organization
-- param: key_id text
-- param: after_team_space_id bigint
-- param: after_id bigint
-- param: limit int
-- column: team_space_id bigint
-- column: id bigint
-- column: token_sealed bytea
-- column: refresh_sealed bytea?
-- column: key_id text?
select installation.team_space_id, installation.id, installation.token_sealed, installation.refresh_sealed, installation.key_id
from slack_installation installation
where (installation.team_space_id, installation.id) > ($2, $3) and installation.token_sealed is not null
      and installation.key_id is distinct from $1
order by installation.team_space_id, installation.id
limit $4::int
