-- The address at which a command or a click is answered later, which is used once more by this; no row when it has been
-- used five times, or is half an hour old. After the fifth time it may be purged.
--
-- kind: write
-- process: worker
-- plan: slack_response_url_pkey
-- param: hash bytea
-- column: url text
update slack_response_url kept
set uses = kept.uses + 1, expires_at = case when kept.uses < 4 then kept.expires_at else now() end
where kept.hash = $1 and kept.uses < 5 and kept.expires_at > now()
returning kept.url
