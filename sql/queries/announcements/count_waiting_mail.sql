-- How many messages of announcements are due by e-mail and not sent, of all team spaces, for the metrics.
--
-- kind: read
-- process: worker
-- primary: yes
-- plan: announcement_delivery_open
-- column: due bigint
select count(*)
from announcement_delivery delivery
where delivery.state in ('waiting', 'sending') and delivery.channel = 'email' and delivery.due_at <= now()
