-- A correction of what has been sent may wait for somebody else to approve it, as a draft does.
alter table gracy.announcement
    -- What it is to say: all four texts as they would stand there. Null: nothing waits.
    add correction jsonb check (jsonb_typeof(correction) = 'object'),
    add correction_by bigint,
    add correction_at timestamptz,
    add foreign key (team_space_id, correction_by) references gracy.member (team_space_id, id),
    add check (num_nulls(correction, correction_by, correction_at) in (0, 3)),
    add check (correction is null or state in ('sending', 'sent'));
create index announcement_by_corrector on gracy.announcement (team_space_id, correction_by);
-- Whoever approves it has read this version, and no other.
create or replace trigger announcement_version
    before update of title_ko, title_en, body_ko, body_en, audience, channels, require_ack, quiet_from, quiet_until, state,
                     reminded_at, correction
    on gracy.announcement for each row execute function gracy.count_version();

-- It takes more now; what a server of before calls calls the new one.
drop function if exists gracy.correct_announcement(bigint, bigint, bigint, int, text, text, text, text, text);
