-- What an announcement has said, word for word, so that it can be proved who acknowledged which text.
create table gracy.announcement_text (
    team_space_id bigint not null,
    announcement_id bigint not null,
    text_version int not null,
    title_ko text,
    title_en text,
    body_ko text,
    body_en text,
    written_by bigint not null,
    approved_by bigint,
    -- From when on it said this.
    published_at timestamptz not null default now(),
    primary key (team_space_id, announcement_id, text_version),
    foreign key (team_space_id, announcement_id) references gracy.announcement (team_space_id, id) on delete cascade,
    foreign key (team_space_id, written_by) references gracy.member (team_space_id, id),
    foreign key (team_space_id, approved_by) references gracy.member (team_space_id, id)
);
create index announcement_text_by_writer on gracy.announcement_text (team_space_id, written_by);
create index announcement_text_by_approver on gracy.announcement_text (team_space_id, approved_by);
select gracy.protect_table('announcement_text', true);

alter table gracy.announcement
    -- When its text was last changed after it had begun.
    add corrected_at timestamptz;
-- What waits for an approval: drafts, and corrections of what has been sent.
create index announcement_waiting on gracy.announcement (team_space_id, id)
    where state = 'submitted' or correction is not null;

-- Which text a member has acknowledged; null: nobody noted it. Whatever was acknowledged before this was of the first text, as
-- long as there is no other: the default says so without writing a row, and is taken away again.
alter table gracy.announcement_recipient add acknowledged_version int default 1;
alter table gracy.announcement_recipient alter acknowledged_version set default null;

-- Of those that were corrected before, the log knows when.
update gracy.announcement corrected
set corrected_at = (select max(written.at)
                    from gracy.audit_log written
                    where written.team_space_id = corrected.team_space_id and written.target_kind = 'announcement'
                          and written.target_id = corrected.id::text
                          and written.action in ('announcement.correct', 'announcement.approve_correction'))
where corrected.text_version > 1;
update gracy.announcement_recipient recipient
set acknowledged_version = null
from gracy.announcement corrected
where recipient.team_space_id = corrected.team_space_id and recipient.announcement_id = corrected.id
      and corrected.text_version > 1;
insert into gracy.announcement_text (team_space_id, announcement_id, text_version, title_ko, title_en, body_ko, body_en, written_by,
                                     approved_by, published_at)
select told.team_space_id, told.id, told.text_version, told.title_ko, told.title_en, told.body_ko, told.body_en, told.edited_by,
       told.approved_by, coalesce(told.corrected_at, told.began_at, told.updated_at)
from gracy.announcement told
where told.state in ('sending', 'sent', 'recalled');

-- By a trigger, so that no way of saying something is forgotten.
create function gracy.keep_announcement_text() returns trigger
    language plpgsql as $$
begin
    insert into gracy.announcement_text (team_space_id, announcement_id, text_version, title_ko, title_en, body_ko, body_en,
                                         written_by, approved_by)
    values (new.team_space_id, new.id, new.text_version, new.title_ko, new.title_en, new.body_ko, new.body_en, new.edited_by,
            new.approved_by)
    on conflict do nothing;
    return null;
end
$$;
revoke execute on function gracy.keep_announcement_text from public;
create trigger announcement_told after insert or update of state, text_version on gracy.announcement
    for each row when (new.state in ('sending', 'sent')) execute function gracy.keep_announcement_text();
