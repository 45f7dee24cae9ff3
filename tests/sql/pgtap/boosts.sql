-- Points for who can use them.
begin;
\ir company.inc
select plan(4);
insert into kudos (team_space_id, id, giver_id, value_id, message, points, visibility, source) overriding system value
select 900001, -90, 7001, 7001, '고마워요', 1, 'public', 'api';
insert into kudos_recipient (team_space_id, kudos_id, member_id, position, points, created_at)
values (900001, -90, 7002, 1, 1, now()), (900001, -90, 7004, 2, 1, now());
set local role gracy_app;
select is((boost_kudos(900001, 7003, -90, 1)).outcome, 'ok', 'while one of its recipients is here, a gift takes points');
reset role;
update member set status = 'left', left_on = now()::date where team_space_id = 900001 and id = 7002;
set local role gracy_app;
select is((boost_kudos(900001, 7101, -90, 1)).outcome, 'recipients_left', 'when all have left, it takes none');
select is((select count(*) from kudos_boost where team_space_id = 900001 and kudos_id = -90), 1::bigint, 'and nothing is spent');
select is((boost_kudos(900001, 7003, -90, 1)).outcome, 'replayed', 'a repeated request is answered as before');
select * from finish();
rollback;
