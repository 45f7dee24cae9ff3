-- What was learned of a provider outlives the worker that learned it.
alter table gracy.staking_provider
    -- Answers and proven lies, each half as many a day later; as of checked_at.
    add column recent_answers float8 not null default 0,
    add column recent_lies float8 not null default 0,
    -- How often it lets itself be called, and how many blocks it gives at a time; null while it has refused nothing.
    add column calls_per_second float8,
    add column blocks_at_a_time bigint;
