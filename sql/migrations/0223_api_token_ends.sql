-- Tokens that are over are not kept for ever.
create index api_token_by_revocation on gracy.api_token (revoked_at) where revoked_at is not null;
create index api_token_by_end on gracy.api_token (expires_at) where expires_at is not null;
-- And one that is over anyway is remembered by nobody.
drop trigger api_token_deleted on gracy.api_token;
create constraint trigger api_token_deleted after delete on gracy.api_token
    deferrable initially deferred for each row
    when (old.revoked_at is null and (old.expires_at is null or old.expires_at > now()))
    execute function gracy.note_api_token_change();

-- It counts two things more.
drop function if exists gracy.purge_expired(int);
