-- How many rows list_policy_synonyms has.
--
-- kind: read
-- process: nginx
-- plan: policy_synonym_pkey|policy_synonym_by_key
-- param: team_space_id bigint
-- column: total bigint
select count(*) from policy_synonym synonym where synonym.team_space_id = $1
