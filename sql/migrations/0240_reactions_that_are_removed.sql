-- A reaction's row is the lock of what is told about it, remembers Slack's clock of the last that was, and may stand for a
-- reaction of which only the removal has come, or that gave nothing.
alter table gracy.slack_reaction_kudos
    alter kudos_id drop not null,
    add told_at numeric;
comment on column gracy.slack_reaction_kudos.told_at is 'the event_ts of the last addition or removal; null: unknown';
