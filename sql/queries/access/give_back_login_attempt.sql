-- Gives back the attempts that take_login_attempt has taken, when no password was compared: who finds the server busy has not guessed.
--
-- kind: write
-- process: nginx
-- plan: login_failure_pkey
-- param: team_space_id bigint
-- param: email text
-- param: ip text
update login_failure
set failed_at = login_failure.failed_at[2:], locked_until = null, updated_at = now()
where login_failure.team_space_id = $1
      and login_failure.email_key = any (array[fold_text($2), fold_text($2) || E'\n' || coalesce(login_network($3), '')])
