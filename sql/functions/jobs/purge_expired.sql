-- Deletes at most p_limit expired rows of each kind, in the order of their age, past rows that another call holds.
create or replace function gracy.purge_expired(
    p_limit int,
    out sessions bigint,
    out login_failures bigint,
    out access_changes bigint,
    out idempotency_keys bigint,
    out events bigint,
    out deliveries bigint,
    out jobs bigint,
    out cron_runs bigint,
    out wallet_refusals bigint,
    out api_tokens bigint,
    out password_links bigint)
language plpgsql as $$
declare
    abandoned bigint;
begin
    delete from gracy.session where ctid = any (array(
        select ctid from gracy.session where idle_expires_at < now()
        order by idle_expires_at limit p_limit for update skip locked));
    get diagnostics sessions = row_count;

    delete from gracy.login_failure where ctid = any (array(
        select ctid from gracy.login_failure where updated_at < now() - interval '1 hour'
        order by updated_at limit p_limit for update skip locked));
    get diagnostics login_failures = row_count;

    delete from gracy.access_change where ctid = any (array(
        select ctid from gracy.access_change where created_at < now() - interval '1 hour'
        order by created_at limit p_limit));
    get diagnostics access_changes = row_count;

    delete from gracy.idempotency_key where ctid = any (array(
        select ctid from gracy.idempotency_key where created_at < now() - interval '24 hours'
        order by created_at limit p_limit for update skip locked));
    get diagnostics idempotency_keys = row_count;

    delete from gracy.event_log where ctid = any (array(
        select ctid from gracy.event_log where expire_at < now()
        order by expire_at limit p_limit for update skip locked));
    get diagnostics events = row_count;

    delete from gracy.staking_delivery where ctid = any (array(
        select ctid from gracy.staking_delivery where state <> 'new' and finished_at < now() - interval '30 days'
        order by finished_at limit p_limit for update skip locked));
    get diagnostics deliveries = row_count;

    delete from gracy.job where ctid = any (array(
        select ctid from gracy.job where state = 'done' and finished_at < now() - interval '7 days'
        order by finished_at limit p_limit for update skip locked));
    get diagnostics jobs = row_count;

    -- Dead jobs wait for an operator, but not for ever. They are few, and known by their number alone.
    delete from gracy.job where ctid = any (array(
        select ctid from gracy.job where state = 'dead' and finished_at < now() - interval '90 days'
        order by id limit p_limit for update skip locked));
    get diagnostics abandoned = row_count;
    jobs := jobs + abandoned;

    -- Polls of contracts that are configured no more, which nobody takes. Any other is made up for by the one after it.
    delete from gracy.job where ctid = any (array(
        select ctid from gracy.job
        where state in ('queued', 'running') and kind like 'staking%.poll' and available_at < now() - interval '1 day'
        order by lane, available_at, id limit p_limit for update skip locked));
    get diagnostics abandoned = row_count;
    jobs := jobs + abandoned;

    delete from gracy.cron_run where ctid = any (array(
        select ctid from gracy.cron_run where claimed_at < now() - interval '30 days'
        order by claimed_at limit p_limit for update skip locked));
    get diagnostics cron_runs = row_count;

    delete from gracy.wallet_verification where ctid = any (array(
        select ctid from gracy.wallet_verification where state = 'refused' and asked_at < now() - interval '1 day'
        order by asked_at limit p_limit for update skip locked));
    get diagnostics wallet_refusals = row_count;

    -- Their owner sees for a while what became of them; the audit log keeps it.
    delete from gracy.api_token where ctid = any (array(
        select ctid from gracy.api_token where revoked_at < now() - interval '90 days'
        order by revoked_at limit p_limit for update skip locked));
    get diagnostics api_tokens = row_count;
    delete from gracy.api_token where ctid = any (array(
        select ctid from gracy.api_token where expires_at < now() - interval '90 days'
        order by expires_at limit p_limit for update skip locked));
    get diagnostics abandoned = row_count;
    api_tokens := api_tokens + abandoned;

    delete from gracy.password_link where ctid = any (array(
        select ctid from gracy.password_link where asked_at < now() - interval '7 days'
        order by asked_at limit p_limit for update skip locked));
    get diagnostics password_links = row_count;
end
$$;
