-- Announcements in Slack: a delivery there is a message of the bulk lane, which can be changed and taken back.
alter table gracy.slack_message
    drop constraint slack_message_method_check,
    add constraint slack_message_method_check
        check (method in ('chat.postMessage', 'chat.update', 'chat.delete', 'views.publish')),
    -- Taken back while it was on its way: found not to have arrived, it is not sent again.
    add withdrawn bool not null default false;

alter table gracy.announcement
    -- Counts what it says, and nothing else: what was delivered of an older text is changed.
    add text_version int not null default 1;

alter table gracy.announcement_delivery
    -- The message it was handed over as, where that stands, and which text it has.
    add slack_message_id bigint,
    add slack_channel text,
    add slack_ts text,
    add slack_text_version int;
create index announcement_delivery_by_message on gracy.announcement_delivery (team_space_id, slack_message_id)
    where slack_message_id is not null;

-- It tells more now.
drop function if exists gracy.preview_announcement(bigint, bigint);
