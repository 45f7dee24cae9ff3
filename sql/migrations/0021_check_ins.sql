-- Check-ins: a face a day (mood_entry) with tags and a note that only its writer can open, and when one wants to be asked.
alter table gracy.mood_entry
    add tags text[] not null default '{}'
        check (cardinality(tags) <= 5 and array_position(tags, null) is null),
    -- Sealed in C++ under the team space's key, for this member and day: nobody with SQL alone can read it.
    add note_sealed bytea check (octet_length(note_sealed) between 41 and 2100),
    add note_key_id text check (note_key_id ~ '^[0-9a-f]{8}$'),
    add check ((note_sealed is null) = (note_key_id is null));
create index mood_entry_by_day on gracy.mood_entry (team_space_id, on_date, member_id);
-- For deleting what leavers wrote.
create index mood_entry_with_note on gracy.mood_entry (team_space_id, member_id) where note_sealed is not null;

-- Owner-only: whether somebody wants to be asked is nobody else's business. No row: the defaults.
create table gracy.check_in_preference (
    team_space_id bigint not null,
    member_id bigint not null,
    asked bool not null default true,
    -- 1 Monday ... 7 Sunday, in the member's own time zone.
    weekdays int[] not null default '{2,4}'
        check (weekdays <@ '{1,2,3,4,5,6,7}' and cardinality(weekdays) between 1 and 7),
    at_minute int not null default 1020 check (at_minute between 0 and 1439),
    snoozed_until date,
    updated_at timestamptz not null default now(),
    version int not null default 1,
    primary key (team_space_id, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create trigger check_in_preference_version before update on gracy.check_in_preference
    for each row execute function gracy.count_version();
select gracy.protect_table('check_in_preference', false);
