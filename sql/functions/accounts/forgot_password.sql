-- Somebody says that they have forgotten their password. Who has the address, and whether anybody, is looked up by the worker:
-- here nothing depends on it, so that neither the answer nor its time tells. An address is heard once in a quarter of an hour.
-- These have a lane of their own: strangers send as many as they like, and nothing else waits behind them.
-- Outcomes: ok, no_mail.
create or replace function gracy.forgot_password(
    p_slug text,
    p_email text,
    p_request_id text,
    out outcome text)
language plpgsql as $$
begin
    if not gracy.mails_password_links() then
        outcome := 'no_mail';
        return;
    end if;
    outcome := 'ok';
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('accounts.forgot_password', jsonb_build_object('team_space', p_slug, 'email', p_email, 'request_id', p_request_id),
            now(), 'forgotten',
            encode(sha256(convert_to(p_slug || E'\n' || gracy.fold_text(p_email), 'UTF8')), 'hex')
            || '/' || floor(extract(epoch from now()) / 900),
            5)
    on conflict (kind, dedupe_key) where dedupe_key is not null do nothing;
end
$$;
