-- Where to begin reading access changes.
--
-- kind: read
-- process: nginx
-- primary: yes
-- plan: access_change_pkey
-- column: id bigint
select coalesce((select change.id from access_change change order by change.id desc limit 1), 0)
