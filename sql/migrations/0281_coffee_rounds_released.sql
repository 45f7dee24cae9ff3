-- How many met is told of groups of the company too, by the rules for everything that is published, once a round is settled.
alter table gracy.coffee_round
    -- Since when it is decided what is told of it.
    add released_at timestamptz check (released_at is null or state = 'settled');
create index coffee_round_unreleased on gracy.coffee_round (fire_at) where state = 'settled' and released_at is null;
