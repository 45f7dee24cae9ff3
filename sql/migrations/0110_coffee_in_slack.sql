-- Coffee in Slack: each group of a round is introduced once, in a conversation of its own.
alter table gracy.slack_message
    drop constraint slack_message_method_check,
    -- A conversation is opened for the people in `channel`, which is their ids with commas between.
    add constraint slack_message_method_check
        check (method in ('chat.postMessage', 'chat.update', 'chat.delete', 'views.publish', 'conversations.open'));

alter table gracy.coffee_group
    -- waiting: for the round's time. opening, posting: a message is under way (slack_message_id). by_notice: somebody is
    -- not in Slack, or Slack would not have it. dropped: fewer than two are left. Null: of before this.
    add introduction text
        check (introduction in ('waiting', 'opening', 'posting', 'in_slack', 'by_notice', 'dropped')),
    -- When the next step is due; null: nothing is left to do, or the end of a message says when.
    add introduce_at timestamptz,
    add slack_message_id bigint;
alter table gracy.coffee_group alter column introduction set default 'waiting';
create index coffee_group_to_introduce on gracy.coffee_group (introduce_at) where introduce_at is not null;
create index coffee_group_by_message on gracy.coffee_group (team_space_id, slack_message_id)
    where slack_message_id is not null;
