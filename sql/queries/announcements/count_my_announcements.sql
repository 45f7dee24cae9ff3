-- How many announcements list_my_announcements has.
--
-- kind: read
-- process: nginx
-- plan: announcement_recipient_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- param: acknowledged bool?
-- column: total bigint
select count(*)
from announcement_recipient recipient
where recipient.team_space_id = $1 and recipient.member_id = $2 and recipient.recall is distinct from 'stopped'
          and ($3::bool is null
               or case when $3 then recipient.acknowledged_at is not null
                       else recipient.acknowledged_at is null
                            and exists (select from announcement asked
                                        where asked.team_space_id = $1 and asked.id = recipient.announcement_id
                                              and asked.require_ack and asked.recalled_at is null) end)
