-- The next code of a sign-in to exchange, which this worker has for p_lease_seconds. Before that, what was cut off in the
-- middle of an exchange ends as `unclear`, since a code is never used twice, and what nobody took in time as
-- `code_expired`. No rows: nothing is due.
create or replace function gracy.take_sign_in(p_lease_seconds int)
returns table (browser_hash bytea, nonce_hash bytea, code text, redirect_uri text)
language plpgsql as $$
declare
    v_taken record;
begin
    update gracy.slack_sign_in sign_in
    set stage = 'failed', error = case sign_in.stage when 'exchanging' then 'unclear' else 'code_expired' end, code = null, due_at = null
    where sign_in.stage in ('handed_over', 'exchanging') and sign_in.due_at <= now()
          and (sign_in.stage = 'exchanging' or sign_in.expires_at <= now());

    select sign_in.browser_hash, sign_in.nonce_hash, sign_in.code, sign_in.redirect_uri into v_taken
    from gracy.slack_sign_in sign_in
    where sign_in.stage in ('handed_over', 'exchanging') and sign_in.due_at <= now() and sign_in.stage = 'handed_over'
    order by sign_in.due_at
    limit 1
    for update skip locked;
    if not found then
        return;
    end if;
    update gracy.slack_sign_in sign_in
    set stage = 'exchanging', code = null, due_at = now() + p_lease_seconds * interval '1 second'
    where sign_in.browser_hash = v_taken.browser_hash;
    return query select v_taken.browser_hash, v_taken.nonce_hash, v_taken.code, v_taken.redirect_uri;
end
$$;
