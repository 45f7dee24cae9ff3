-- What a model read in the note of a member's own check-in, and what the member needs to know around it. A card whose job
-- is dead has failed, until an operator has it tried again; so has one whose job ended without it, since it was wanted or
-- allowed no longer.
--
-- kind: read
-- process: nginx
-- plan: mood_entry_pkey|mood_entry_by_day feeling_pkey job_dedupe
-- param: team_space_id bigint
-- param: member_id bigint
-- param: on_date date
-- column: on_date date
-- column: note_sealed bytea?
-- column: note_key_id text?
-- column: allowed bool
-- column: wanted bool
-- column: id bigint?
-- column: state text?
-- column: reason text?
-- column: card_sealed bytea?
-- column: card_key_id text?
-- column: model text?
-- column: finished_at timestamptz?
-- column: recipient_ids bigint[]
-- column: tz text
-- column: support_contact text?
select entry.on_date, entry.note_sealed, entry.note_key_id, team_space.feelings, coalesce(said.wanted, false),
       card.id,
       case when card.state = 'queued' and coalesce(job.state, 'done') in ('done', 'dead') then 'failed'
            when card.state = 'queued' then job.state
            else card.state end,
       case when card.state = 'queued' and coalesce(job.state, 'done') in ('done', 'dead') then 'unavailable'
            else card.reason end,
       card.card_sealed, card.card_key_id, card.model, card.finished_at,
       array(select shared.recipient_id from feeling_share shared
             where shared.team_space_id = $1 and shared.member_id = $2 and shared.on_date = $3
             order by shared.recipient_id),
       member_tz($1, $2), team_space.support_contact
from mood_entry entry
join team_space on team_space.id = $1
left join feeling_preference said on said.team_space_id = $1 and said.member_id = $2
left join feeling card on card.team_space_id = $1 and card.member_id = $2 and card.on_date = $3
left join job on job.kind = 'assistant.feeling' and job.dedupe_key = card.team_space_id || '/' || card.id
where entry.team_space_id = $1 and entry.member_id = $2 and entry.on_date = $3
