-- A page of the cards that others have shown a member, the newest first. The first page begins before ('infinity', 0).
--
-- kind: read
-- process: nginx
-- plan: feeling_share_by_recipient
-- param: team_space_id bigint
-- param: recipient_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- column: id bigint
-- column: member_id bigint
-- column: name text
-- column: name_en text?
-- column: on_date date
-- column: card_sealed bytea
-- column: card_key_id text
-- column: created_at timestamptz
select shared.id, shared.member_id, author.name, author.name_en, shared.on_date, shared.card_sealed, shared.card_key_id,
       shared.created_at
from feeling_share shared
join team_space on team_space.id = $1 and team_space.feelings
join member author on author.team_space_id = $1 and author.id = shared.member_id
where shared.team_space_id = $1 and shared.recipient_id = $2 and (shared.created_at, shared.id) < ($3, $4)
order by shared.created_at desc, shared.id desc
limit $5::int offset $6::int
