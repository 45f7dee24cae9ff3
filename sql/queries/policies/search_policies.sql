-- The chunks that a query finds in what is in force on a day (null: today, where the team space is). A chunk's worth is
-- the sum of its tokens' weights (thousandths); the best fifty are ordered by how much of the query stands together in them, without those
-- that share next to nothing with it. $2 and $3 go together.
--
-- kind: read
-- process: both
-- plan: policy_chunk_by_token policy_chunk_pkey policy_document_pkey policy_version_pkey
-- param: team_space_id bigint
-- param: tokens text[]
-- param: weights int[]
-- param: q text
-- param: on date?
-- param: limit int
-- column: id bigint
-- column: document_id bigint
-- column: title text
-- column: title_en text?
-- column: language text
-- column: number int
-- column: effective_from date
-- column: effective_until date?
-- column: headings text[]
-- column: body text
-- column: score float8
with best as materialized (
    select chunk.id, sum(wanted.weight) as worth
    from unnest($2, $3) as wanted(token, weight)
    join policy_chunk chunk on chunk.team_space_id = $1 and chunk.active and chunk.tokens @> array[wanted.token]
         and chunk.in_force @> coalesce($5, (select (now() at time zone team_space.tz)::date
                                             from team_space where team_space.id = $1))
    group by chunk.id
    order by worth desc, chunk.id
    limit 50
)
select chunk.id, chunk.document_id, document.title, document.title_en, document.language, version.number,
       version.effective_from, version.effective_until, chunk.headings, chunk.body,
       best.worth * (1 + 0.5 * word_similarity($4, chunk.body)) as score
from best
join policy_chunk chunk on chunk.team_space_id = $1 and chunk.id = best.id
join policy_document document on document.team_space_id = $1 and document.id = chunk.document_id
join policy_version version on version.team_space_id = $1 and version.document_id = chunk.document_id
     and version.number = chunk.version_number
where best.worth * 10 >= (select max(worth) from best)
order by score desc, chunk.id
limit $6::int
