-- What the session or the token that asked for an export may do, as bits (access/principal.hpp): the file has nothing else.
-- Null: what the member's role allows; N-1 does not say it.
alter table gracy.export_job add scopes bigint;
