-- Fills what the demo does not, feature by feature, after the demo. Run by tests/sql/run.
create schema if not exists tap;
create extension if not exists pgtap with schema tap;
grant usage on schema tap to gracy_app, gracy_report;
begin;
set local search_path = gracy;
\ir populate/0_base.sql
\ir populate/organisation.sql
\ir populate/accounts.sql
\ir populate/celebrations.sql
\ir populate/check_ins.sql
\ir populate/coffee.sql
\ir populate/recognition.sql
\ir populate/announcements.sql
\ir populate/policies.sql
\ir populate/analytics.sql
\ir populate/surveys.sql
\ir populate/exports.sql
\ir populate/people.sql
\ir populate/slack.sql
\ir populate/slack_installs.sql
\ir populate/assistant.sql
\ir populate/feelings.sql
\ir populate/digests.sql
\ir populate/changes.sql
\ir populate/wallets.sql
\ir populate/operator_errors.sql
commit;
analyze;
