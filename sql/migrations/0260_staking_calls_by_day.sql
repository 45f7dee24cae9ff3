-- How many calls of a day were bought: over the same days as what they have cost.
alter table gracy.staking_spending
    add column public_calls bigint not null default 0,
    add column paid_calls bigint not null default 0;
