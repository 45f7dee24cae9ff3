-- Of which announcement the message of a key is, where it is its author's or asks for an approval; else null.
create or replace function gracy.announcement_in_slack(p_dedupe_key text) returns bigint
    language sql immutable as $$
    select substring(p_dedupe_key from '^(?:announcement control|approval)/([0-9]+)')::bigint;
$$;
