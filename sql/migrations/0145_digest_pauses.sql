-- A week of which nothing can be told yet is not read at every look for digests that are due.

-- A look tells how many it opened and whether there may be more.
drop function if exists gracy.open_culture_digests(int, timestamptz);

create table gracy.culture_digest_pause (
    team_space_id bigint primary key references gracy.team_space (id),
    -- When its numbers are read again.
    again_at timestamptz not null
);
select gracy.protect_table('culture_digest_pause', false);
