-- The first block that a contract's history was read from: what lies before it was never looked at. Null when it was not written down.
alter table gracy.staking_cursor add column first_block bigint;
