-- Whether people met, asked in Slack.
alter table gracy.coffee_seat
    -- When the question in Slack is due; null: it was put, or need not be any more.
    add ask_at timestamptz,
    add slack_message_id bigint,
    -- When the member last said "not yet": no silence, and no answer.
    add postponed_at timestamptz;
create index coffee_seat_to_ask on gracy.coffee_seat (ask_at) where ask_at is not null;
create index coffee_seat_by_message on gracy.coffee_seat (team_space_id, slack_message_id)
    where slack_message_id is not null;
