-- Row-level security on every table of a team space. The application's statements carry team_space_id themselves and
-- are checked as a whole (tests/sql), so its policy lets everything through; people with psql get one team space.
create function gracy.current_team_space() returns bigint
    language sql stable parallel safe
    return nullif(current_setting('gracy.team_space_id', true), '')::bigint;

do $$
declare
    table_name text;
begin
    foreach table_name in array array[
        'team_space', 'department', 'member', 'role_grant', 'mood_entry', 'member_password', 'session', 'api_token',
        'login_failure', 'access_change', 'company_value', 'allowance_policy', 'allowance_period', 'kudos',
        'kudos_recipient', 'idempotency_key', 'slack_installation', 'slack_user', 'cron_run']
    loop
        execute format('alter table gracy.%I enable row level security', table_name);
        execute format('create policy application on gracy.%I to gracy_app using (true) with check (true)', table_name);
    end loop;
    foreach table_name in array array[
        'department', 'member', 'role_grant', 'company_value', 'allowance_policy', 'allowance_period']
    loop
        execute format('create policy reporting on gracy.%I for select to gracy_report'
                       ' using (team_space_id = gracy.current_team_space())', table_name);
    end loop;
end
$$;

create policy reporting on gracy.team_space for select to gracy_report
    using (id = gracy.current_team_space());
-- What was said in private is not for reports.
create policy reporting on gracy.kudos for select to gracy_report
    using (team_space_id = gracy.current_team_space() and visibility = 'public');
create policy reporting on gracy.kudos_recipient for select to gracy_report
    using (team_space_id = gracy.current_team_space()
           and exists (select from gracy.kudos
                       where kudos.team_space_id = kudos_recipient.team_space_id and kudos.id = kudos_recipient.kudos_id));
