-- Walks the chain of every team space. `knows_head`: the hash that was noted down earlier ('' for none) is still one of
-- its links, so nothing was cut off behind it.
--
-- kind: bulk
-- process: worker
-- plan: none (it reads everything)
-- param: noted_head text
-- column: slug text
-- column: lines bigint
-- column: waiting bigint
-- column: broken_at bigint?
-- column: head text?
-- column: knows_head bool
select team_space.slug, chain.lines, chain.waiting, chain.broken_at, encode(chain.head, 'hex'),
       exists (select from audit_link link
               where link.team_space_id = team_space.id and encode(link.hash, 'hex') = $1)
from team_space
cross join lateral verify_audit_log(team_space.id) chain
order by team_space.slug
