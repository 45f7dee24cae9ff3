-- Who could not be seated in a round, and when they are to be told: null when they were, or nobody was left out.
alter table gracy.coffee_round
    add left_out_ids bigint[] not null default '{}',
    add tell_left_out_at timestamptz;
create index coffee_round_to_tell on gracy.coffee_round (tell_left_out_at) where tell_left_out_at is not null;
