-- Announcements in channels: posted once everybody is written down, changed with their text, and taken back.
begin;
\ir company.inc
set local role gracy_app;
select plan(24);
update slack_installation set token_sealed = '\x01', key_id = 'k', installed_at = now() - interval '1 day' where team_id in ('T0LEFT', 'T0RIGHT');
reset role;
insert into announcement (team_space_id, id, author_id, edited_by, title_ko, body_ko, audience, channels, state, planned, recipients, began_at) overriding system value
values (900001, 7003, 7001, 7001, 'a', 'a', '{"all": true}', '{slack}', 'sending', false, 1, now()),
       (900001, 7004, 7001, 7001, 'a', 'a', '{"all": true}', '{slack}', 'draft', false, 0, null);
set local role gracy_app;
create function pg_temp.post(text_version int, words text) returns int language sql as $$
    select post_announcement_in_channels(900001, 7003, text_version, json_build_object('text', words))
$$;
create function pg_temp.state(at text) returns text language sql as $$
    select state from announcement_channel where team_space_id = 900001 and announcement_id = 7003 and channel = at
$$;
create function pg_temp.became(p_at text, p_result text, p_error text, p_ts text) returns void language plpgsql as $$
begin
    update slack_message set state = 'sending' where dedupe_key = 'announcement/7003/channel/' || p_at;
    perform record_slack_message(900001, id, p_result, p_error, case when p_ts is not null then p_at end, p_ts, 0)
    from slack_message where dedupe_key = 'announcement/7003/channel/' || p_at;
end
$$;

select ok(not announcement_needs_approval(900001, 7003, 10), 'few people need no approval');
do $$ begin perform set_announcement_channels(900001, 7003, 'T0LEFT', '{C1,C2,C3}'); end $$;
select ok(announcement_needs_approval(900001, 7003, 10), 'a channel does');
do $$ begin perform set_announcement_channels(900001, 7003, 'T0LEFT', null); end $$;
select is((select count(*)::int from announcement_channel where announcement_id = 7003), 3, 'channels of which nothing is said stay');
do $$ begin perform set_announcement_channels(900001, 7003, 'T0LEFT', '{C1,C2}'); end $$;
select is((select array_agg(channel order by channel) from announcement_channel where announcement_id = 7003), '{C1,C2}', 'one that is not chosen any more goes');
select ok(not announcement_needs_approval(900002, 7003, 10), 'another team space has none of them');
do $$ begin perform set_announcement_channels(900001, 7004, 'T0LEFT', '{C1}'); end $$;
select is((select outcome from send_announcement(900001, 7001, 7004, 0, null, null)), 'approval_required', 'nobody sends it alone');
select ok((select approval_required from preview_announcement(900001, 7004)), 'and the preview says so');

select is(pg_temp.post(1, 'one'), 0, 'nothing is posted before all recipients are written down');
update announcement set planned = true where team_space_id = 900001 and id = 7003;
select is(pg_temp.post(2, 'one'), 0, 'nor with another text than there is');
select is(pg_temp.post(1, 'one'), 2, 'then it goes into both');
select is(pg_temp.post(1, 'one'), 0, 'once');
select is((select waiting from settle_announcement(900001, 7003, 'slack', 'r', 1, 0, 1)), 2::bigint, 'its end waits for them');
select is((select state from announcement where id = 7003 and team_space_id = 900001), 'sending', 'so it is not over');
update announcement set text_version = 2 where team_space_id = 900001 and id = 7003;
select is(pg_temp.post(2, 'two'), 2, 'what waits is rewritten');
select is((select array_agg(distinct arguments ->> 'text') from slack_message where dedupe_key like 'announcement/7003/channel/%'), '{two}', 'both of them');
do $$ begin
    perform pg_temp.became('C1', 'sent', null, '7.7');
    perform pg_temp.became('C2', 'failed', 'not_in_channel', null);
end $$;
select is(pg_temp.state('C1') || ' ' || pg_temp.state('C2'), 'sent failed', 'what became of them is known');
select is((select state from settle_announcement(900001, 7003, 'slack', 'r', 1, 0, 1)), 'sent', 'then it is over');
update announcement set text_version = 3 where team_space_id = 900001 and id = 7003;
select is(pg_temp.post(3, 'three'), 1, 'what stands there is changed');
select is((select arguments ->> 'text' from slack_message where method = 'chat.update' and channel = 'C1' and arguments ->> 'ts' = '7.7'), 'three', 'to the newest text');
select ok(not announcement_leaves_slack(900001, 7003), 'it leaves nothing yet');
select is((select outcome from recall_announcement(900001, 7001, 7003, 0, null)), 'ok', 'it is recalled');
select is(pg_temp.state('C1') || ' ' || pg_temp.state('C2'), 'recalled failed', 'in the channel, too');
select is((select count(*)::int from slack_message where method = 'chat.delete' and channel = 'C1' and arguments ->> 'ts' = '7.7'), 1, 'where it is deleted');
select ok(announcement_leaves_slack(900001, 7003), 'which its author is told of');
select * from finish();
rollback;
