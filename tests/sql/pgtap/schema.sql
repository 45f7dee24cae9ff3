-- Rules that every table keeps, so that a new one cannot forget them.
begin;
select plan(12);

select is_empty($$
    select table_name from information_schema.columns
    join pg_class on relnamespace = 'gracy'::regnamespace and relname = table_name
    where table_schema = 'gracy' and column_name = 'team_space_id' and relkind <> 'v' and not relrowsecurity
$$, 'every table with a team_space_id has row-level security on');

select is_empty($$
    select relname from pg_class
    where relnamespace = 'gracy'::regnamespace and relkind = 'v' and not 'security_invoker=true' = any (coalesce(reloptions, '{}'))
          and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
$$, 'and no view is a way around it');

select is_empty($$
    select relname from pg_class
    where relnamespace = 'gracy'::regnamespace and relkind = 'r' and relrowsecurity
          and not exists (select from pg_policies where schemaname = 'gracy' and tablename = relname
                          and policyname = 'application' and roles = '{gracy_app}' and qual = 'true' and with_check = 'true')
$$, 'and lets the application through');

select is_empty($$
    select conrelid::regclass, conname from pg_constraint
    where connamespace = 'gracy'::regnamespace and contype = 'f'
          and exists (select from pg_attribute where attrelid = conrelid and attname = 'team_space_id')
          and (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) <> 'team_space_id'
$$, 'every foreign key of such a table begins with team_space_id');

select is_empty($$
    select conrelid::regclass, conname from pg_constraint
    where connamespace = 'gracy'::regnamespace and contype = 'f'
          and not exists (select from pg_index
                          where indrelid = conrelid and indpred is null and indkey[0] = conkey[1] and indkey[1] = conkey[2])
          -- Values are never deleted, and team spaces only with everything in them.
          and conname not in ('kudos_team_space_id_value_id_fkey')
          and cardinality(conkey) > 1
$$, 'every composite foreign key has an index for the other direction');

-- A column of a plain unique index is of a key, and a generated one may change with any update: whoever updates such a row locks it as
-- whoever deletes it does, and all that refers to it waits. A partial index (where it is not null) has no part in that.
select is_empty($$
    select indexrelid::regclass from pg_index
    where indrelid in (select confrelid from pg_constraint where contype = 'f' and connamespace = 'gracy'::regnamespace)
          and indisunique and indpred is null
          and exists (select from pg_attribute where attrelid = indrelid and attnum = any (indkey) and attgenerated <> '')
$$, 'what is generated is of no key that is referred to');

select is_empty($$
    select conrelid::regclass, conname from pg_constraint
    where connamespace = 'gracy'::regnamespace and contype = 'f' and confupdtype <> 'a'
$$, 'and no foreign key writes the keys of others');

select is_empty($$
    select table_name from information_schema.table_privileges
    where table_schema = 'gracy' and grantee = 'gracy_app' and privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')
$$, 'the application can neither truncate nor attach anything');

select is_empty($$
    select table_name from information_schema.table_privileges
    where table_schema = 'gracy' and grantee = 'gracy_report' and privilege_type <> 'SELECT'
$$, 'the reporting role only reads');

select is_empty($$
    select table_name from information_schema.table_privileges
    where table_schema = 'gracy' and grantee = 'gracy_report'
          and table_name in ('member_password', 'session', 'api_token', 'login_failure', 'mood_entry', 'idempotency_key',
                             'slack_installation', 'slack_user', 'slack_response_url', 'event_log', 'job', 'access_change')
$$, 'and no secrets, moods or messages');

select is_empty($$
    select proname from pg_proc
    where pronamespace = 'gracy'::regnamespace and prosecdef and prorettype <> 'trigger'::regtype
          and not exists (select from pg_depend where classid = 'pg_proc'::regclass and objid = pg_proc.oid and deptype = 'e')
$$, 'no function runs with its owner''s rights, apart from triggers');

select is_empty($$
    select relname from pg_class join pg_roles on pg_roles.oid = relowner
    where relnamespace = 'gracy'::regnamespace and rolname <> 'gracy_owner'
$$, 'everything belongs to gracy_owner');

select * from finish();
rollback;
