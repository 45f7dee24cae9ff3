-- In which language somebody is spoken to who has chosen none.
begin;
\ir company.inc
set local role gracy_app;
select plan(5);
insert into slack_user (team_id, user_id, team_space_id, member_id) values ('T0LEFT', 'ULANG', 900001, 7101);
select is(member_locale(900001, 7101), 'ko', 'as their company does');
select is(keep_slack_locales('T0LEFT', null, '{ULANG,USTRANGER}', '{en,en}'), 1::bigint, 'whose client is in another language');
select is(member_locale(900001, 7101) || (slack_caller('T0LEFT', null, 'ULANG')).locale, 'enen', 'is spoken to in that');
select is(keep_slack_locales('T0RIGHT', null, '{ULANG}', '{ko}'), 0::bigint, 'whatever another workspace says');
do $$ begin perform keep_slack_locales('T0LEFT', null, '{ULANG}', array['']); end $$;
select is(member_locale(900001, 7101), 'ko', 'or one that Gracy does not speak');
select * from finish();
rollback;
