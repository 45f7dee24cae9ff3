-- What nobody answers for ends after its hour whether or not its chain is watched, and a refusal goes after its day.
create index wallet_verification_by_end on gracy.wallet_verification (expires_at) where state = 'verifying';
create index wallet_verification_refused on gracy.wallet_verification (asked_at) where state = 'refused';
-- It counts one thing more.
drop function if exists gracy.purge_expired(int);
