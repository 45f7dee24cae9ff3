-- What a search needs to know before it begins, a row each: `token` (of the query's tokens those that chunks have, and in
-- how many; '' is the number of chunks), `synonym` (a token of a term that means what the key means), `no_default` (a key
-- for which this company has a row of its own), `spelling` (a word one keystroke from an unknown one; at most five).
--
-- kind: read
-- process: both
-- plan: policy_token_pkey policy_synonym_by_key policy_token_by_letters
-- param: team_space_id bigint
-- param: tokens text[]
-- param: keys text[]
-- param: words text[]
-- column: kind text
-- column: origin text
-- column: token text
-- column: chunks int
select 'token', known.token, known.token, known.chunks
from policy_token known
where known.team_space_id = $1 and known.token = any ($2 || array['']) and known.chunks > 0
union all
select 'synonym', origin.key, meant.token, meant.chunks
from policy_synonym synonym
cross join lateral (select key from unnest(synonym.keys) as key where key = any ($3) limit 1) as origin
join policy_token meant on meant.team_space_id = $1 and meant.token = any (synonym.tokens) and meant.chunks > 0
where synonym.team_space_id = $1 and synonym.keys && $3
union all
select 'no_default', own.key, '', 0
from policy_synonym synonym
cross join lateral unnest(synonym.keys) as own(key)
where synonym.team_space_id = $1 and synonym.keys && $3 and own.key = any ($3)
union all
select 'spelling', word, nearest.token, nearest.chunks
from unnest($4) as word
cross join lateral (
    select near.token, near.chunks
    from policy_token near
    where near.team_space_id = $1 and near.letters is not null and near.letters % normalize(word, nfd)
          and near.chunks > 0 and near.letters <> normalize(word, nfd)
          and levenshtein_less_equal(near.letters, normalize(word, nfd), 1) <= 1
    order by near.chunks desc, near.token
    limit 5
) as nearest
