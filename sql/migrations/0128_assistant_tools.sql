-- What the assistant may look up for whoever asks.

-- What the session or the token that asked may do, as bits (access/principal.hpp); null: what the member's role allows.
alter table gracy.assistant_question add scopes bigint;

-- Takes the scopes as well, which have a default: N-1 still asks without.
drop function if exists gracy.ask_assistant(bigint, bigint, text, text, text, bytea);
