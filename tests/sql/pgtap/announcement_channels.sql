-- Announcements in channels: posted once everybody is written down, changed with their text, and taken back.
begin;
\ir company.inc
set local role gracy_app;
select plan(39);
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
-- Chosen over the API: all of them at once, of any workspace that is connected.
create function pg_temp.channels() returns text language sql as $$
    select string_agg(team_id || '/' || channel, ' ' order by channel) from announcement_channel where team_space_id = 900001 and announcement_id = 7004
$$;
create function pg_temp.changed(channels jsonb) returns text language sql as $$
    select concat_ws(' ', outcome, subject)
    from change_announcement(900001, 7001, 7004, 0, jsonb_build_object('slack_channels', channels), 'r')
$$;
update announcement set state = 'submitted' where team_space_id = 900001 and id = 7004;
create temporary table was as select version from announcement where team_space_id = 900001 and id = 7004;
select is(pg_temp.changed('[{"team_id": "T0LEFT", "channel": "C1"}, {"team_id": "T0RIGHT", "channel": "C2"}]'), 'unknown_workspace 1',
          'a workspace of another team space is none');
select is(pg_temp.changed('[{"team_id": "T0NONE", "channel": "C1"}]'), 'unknown_workspace 0', 'nor is one that nobody knows');
update slack_installation set status = 'revoked' where team_id = 'T0LEFT';
select is(pg_temp.changed('[{"team_id": "T0LEFT", "channel": "C1"}]'), 'unknown_workspace 0', 'nor one that Gracy was taken out of');
update slack_installation set status = 'active' where team_id = 'T0LEFT';
reset role;
insert into slack_installation (team_space_id, app_id, team_id) values (900001, 'A1', 'T0SECOND');
set local role gracy_app;
select is(pg_temp.channels(), 'T0LEFT/C1', 'nothing is changed by what is refused');
select is(pg_temp.changed('[{"team_id": "T0SECOND", "channel": "C9"}, {"team_id": "T0LEFT", "channel": "C2"}]'), 'ok', 'two workspaces may be named');
select is(pg_temp.channels(), 'T0LEFT/C2 T0SECOND/C9', 'and take the place of what was chosen');
select is((select concat_ws(' ', state, announcement.version > was.version) from announcement, was where team_space_id = 900001 and id = 7004), 'draft t',
          'whoever was to approve it has read something else');
select is((select diff -> 'slack_channels' from audit_log where team_space_id = 900001 and action = 'announcement.update' order by id desc limit 1),
          '[[{"team_id": "T0LEFT", "channel": "C1"}], [{"team_id": "T0SECOND", "channel": "C9"}, {"team_id": "T0LEFT", "channel": "C2"}]]', 'the audit log has them');
select is(pg_temp.changed('null'), 'ok', 'of which nothing is said');
do $$ begin perform change_announcement(900001, 7001, 7004, 0, '{"require_ack": true}', 'r'); end $$;
select is(pg_temp.channels(), 'T0LEFT/C2 T0SECOND/C9', 'they stay');
do $$ begin perform set_announcement_channels(900001, 7004, 'T0LEFT', '{C3}'); end $$;
select is(pg_temp.channels(), 'T0LEFT/C3 T0SECOND/C9', 'a form of one workspace leaves those of another alone');
select is(pg_temp.changed('[]'), 'ok', 'none may be chosen');
select is(pg_temp.channels(), null, 'and then it goes into none');
create temporary table made as
select * from create_announcement(900001, 7001, 'b', null, 'b', null, '{"all": true}', '{email}', false, null, null, null, null, 'r',
                                  '[{"team_id": "T0LEFT", "channel": "C5"}]');
select is((select team_id || '/' || channel from announcement_channel where announcement_id = made.announcement_id), 'T0LEFT/C5', 'a new one has them from the beginning') from made;
select is((select concat_ws(' ', outcome, subject) from create_announcement(900001, 7001, 'c', null, 'c', null, '{"all": true}', '{email}', false, null, null,
                                  null, null, 'r', '[{"team_id": "T0RIGHT", "channel": "C5"}]')), 'unknown_workspace 0', 'where they are ours');
select * from finish();
rollback;
