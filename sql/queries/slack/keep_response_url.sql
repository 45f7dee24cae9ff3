-- Keeps the address at which a click may be answered later.
--
-- kind: write
-- process: worker
-- plan: none (an insert)
-- param: hash bytea
-- param: url text
insert into slack_response_url (hash, url, expires_at)
values ($1, $2, now() + interval '30 minutes')
on conflict do nothing
