-- How many rows list_api_tokens has on all its pages.
--
-- kind: read
-- process: nginx
-- plan: api_token_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select count(*) from api_token token where token.team_space_id = $1 and token.member_id = $2
