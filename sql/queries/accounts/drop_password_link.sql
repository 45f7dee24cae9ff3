-- The link's mail does not arrive; see sql/functions/accounts/drop_password_link.sql.
--
-- kind: write
-- process: worker
-- plan: none (a function)
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: dropped bool
select drop_password_link($1, $2, $3)
