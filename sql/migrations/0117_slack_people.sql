-- Who is in a workspace: what an administrator needs to tell people apart who are nobody's member, and how far reading
-- everybody once is.
alter table gracy.slack_user
    add name text,
    -- Only of who is nobody's member.
    add email text;
create index slack_user_unmatched on gracy.slack_user (team_space_id, team_id, user_id)
    where member_id is null and not is_bot and not deleted;

create table gracy.slack_sync (
    team_space_id bigint not null references gracy.team_space (id) on delete cascade,
    team_id text not null,
    state text not null default 'open' check (state in ('open', 'done', 'failed')),
    -- Of the page that is read next; empty: the first.
    next_cursor text not null default '',
    -- When a worker may read it; while one does, until when nobody else may.
    due_at timestamptz not null default now(),
    people int not null default 0,
    error text,
    began_at timestamptz not null default now(),
    ended_at timestamptz,
    primary key (team_space_id, team_id)
);
create index slack_sync_open on gracy.slack_sync (due_at) where state = 'open';
select gracy.protect_table('slack_sync', false);
