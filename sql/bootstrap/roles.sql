-- The three roles. Run once by a superuser, before the database is created with `owner gracy_owner`; running it again
-- changes nothing but what it says. Passwords, where they are wanted, are the operator's (`\password gracy_app`).
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'gracy_owner') then
        create role gracy_owner;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'gracy_app') then
        create role gracy_app;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'gracy_report') then
        create role gracy_report;
    end if;
end
$$;

-- Owns the schema and runs the migrations.
alter role gracy_owner with login nosuperuser nocreatedb nocreaterole nobypassrls;
alter role gracy_owner set search_path = gracy;
-- What it runs, it runs once over little: compiling takes longer.
alter role gracy_owner set jit = off;

-- nginx and the worker. Owns nothing, so it cannot drop, alter or disable anything.
alter role gracy_app with login nosuperuser nocreatedb nocreaterole nobypassrls;
alter role gracy_app set search_path = gracy;
-- Every statement is prepared once and runs a million times: one plan, made for any parameters (the one that tests/sql
-- checks), by index and in the index's order even when the average team space is small and the statistics say that
-- reading and sorting it would do, and never compiled.
alter role gracy_app set plan_cache_mode = force_generic_plan;
alter role gracy_app set enable_seqscan = off;
alter role gracy_app set enable_sort = off;
-- What is asked for often is in memory: one row by its key is cheaper than a range of an index.
alter role gracy_app set random_page_cost = 1.1;
alter role gracy_app set jit = off;

-- People with psql and reporting: sees one team space at a time, chosen with
--   set gracy.team_space_id = '1';
-- and nothing at all before that. Row-level security enforces it.
alter role gracy_report with login nosuperuser nocreatedb nocreaterole nobypassrls;
alter role gracy_report set search_path = gracy;
alter role gracy_report set default_transaction_read_only = on;
