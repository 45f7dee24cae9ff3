-- The link that was asked for gets its token's hash; own: the member asked, or somebody who said so; see sql/functions/accounts/make_password_link.sql.
--
-- kind: write
-- process: worker
-- plan: password_link_pkey
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- param: token_hash bytea
-- param: valid_seconds int
-- column: email text
-- column: name text
-- column: locale text
-- column: team_space_name text
-- column: asker_name text
-- column: own bool
select made.email, made.name, made.locale, made.team_space_name, made.asker_name, link.asked_by = link.member_id
from make_password_link($1, $2, $3, $4, $5) as made
join password_link link on link.team_space_id = $1 and link.member_id = $2
