-- Who has acknowledged which text of an announcement, and what that said.
begin;
\ir company.inc
select plan(24);
insert into role_grant (team_space_id, member_id, role)
values (900001, 7001, 'announcer'), (900001, 7003, 'announcer');
set local role gracy_app;
create temporary table made as
select announcement_id as id from create_announcement(900001, 7001, '공지', null, '첫 내용', null, '{"members": ["7002", "7003"]}', '{slack}', true,
                                                      null, null, null, null, 'r');
create function pg_temp.said() returns text language sql as $$
    select string_agg(concat_ws(' ', text_version, body_ko, written_by, approved_by), ', ' order by text_version)
    from announcement_text where team_space_id = 900001 and announcement_id = (select id from made)
$$;
create function pg_temp.acknowledged(member bigint, text_version int default null) returns text language sql as $$
    select concat_ws(' ', done.outcome, done.acknowledged_version)
    from made, acknowledge_announcement(900001, member, made.id, text_version) as done
$$;
create function pg_temp.corrected(body text, actor bigint default 7001) returns text language sql as $$
    select done.outcome from made, correct_announcement(900001, actor, made.id, 0, null, body, null, null, 'r', true) as done
$$;
create function pg_temp.shown() returns text language sql as $$
    select concat_ws(' ', text_version, corrected_at is not null, edited_by) from announcement where team_space_id = 900001 and id = (select id from made)
$$;

select is(pg_temp.said(), null, 'a draft has said nothing yet');
select is((send_announcement(900001, 7001, id, 0, null, 'r')).outcome, 'ok', 'it is sent') from made;
select is((prepare_announcement(900001, id, 100)).outcome, 'done', 'to both') from made;
select is(pg_temp.said(), '1 첫 내용 7001', 'what it says from then on is kept');
select is(pg_temp.acknowledged(7002, 1), 'ok 1', 'one acknowledges the first text');
select is(pg_temp.shown(), '1 f 7001', 'nothing was corrected so far');

select is(pg_temp.corrected('둘째 내용'), 'ok', 'it is corrected');
select is(pg_temp.shown(), '2 t 7001', 'which shows');
select is(pg_temp.said(), '1 첫 내용 7001, 2 둘째 내용 7001', 'and both texts are kept');
select is((select acknowledged_version from announcement_recipient where team_space_id = 900001 and announcement_id = id and member_id = 7002), 1,
          'whoever acknowledged the first text has not acknowledged the second') from made;
select is(pg_temp.acknowledged(7002, 2), 'ok 1', 'the first time counts');
select is(pg_temp.acknowledged(7003, 1), 'text_changed', 'nobody acknowledges a text with an older one before their eyes');
select is((select acknowledged_at from announcement_recipient where team_space_id = 900001 and announcement_id = id and member_id = 7003), null,
          'and nothing is noted') from made;
select is(pg_temp.corrected('둘째 내용'), 'ok', 'saying the same once more');
select is(pg_temp.said(), '1 첫 내용 7001, 2 둘째 내용 7001', 'is no other text');

-- With an approval.
reset role;
update announcement set approved_by = 7003 where team_space_id = 900001 and id = (select id from made);
set local role gracy_app;
select is(pg_temp.corrected('셋째 내용'), 'asked', 'what was approved is corrected with an approval');
select is(pg_temp.said(), '1 첫 내용 7001, 2 둘째 내용 7001', 'until then it says what it said');
select is((approve_announcement(900001, 7003, made.id, announcement.version, 'r')).outcome, 'ok', 'another approves')
from made join announcement on announcement.team_space_id = 900001 and announcement.id = made.id;
select is(pg_temp.said(), '1 첫 내용 7001, 2 둘째 내용 7001, 3 셋째 내용 7001 7003', 'the third text has its writer and who approved it');
select is(pg_temp.acknowledged(7003, 3), 'ok 3', 'the text that it has now is acknowledged');
select is(pg_temp.acknowledged(7003, 2), 'ok 3', 'again changes nothing');

-- In Slack.
select is((acknowledge_from_slack('T0LEFT', null, 'U7003', id, 3)).acknowledged_version, 3, 'a click says which text was acknowledged') from made;
select is((acknowledge_from_slack('T0LEFT', null, 'U7003', id)).outcome, 'ok', 'a worker of the release before names none') from made;
select is((acknowledge_announcement(900001, 7003, id)).outcome, 'ok', 'nor does a server') from made;
select * from finish();
rollback;
