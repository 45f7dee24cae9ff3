-- Everybody who wrote any of an announcement: none of them may approve it.
create table gracy.announcement_writer (
    team_space_id bigint not null,
    announcement_id bigint not null,
    member_id bigint not null,
    primary key (team_space_id, announcement_id, member_id),
    foreign key (team_space_id, announcement_id) references gracy.announcement (team_space_id, id) on delete cascade,
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id)
);
create index announcement_writer_by_member on gracy.announcement_writer (team_space_id, member_id);
select gracy.protect_table('announcement_writer', true);

-- By a trigger, so that no way of writing one is forgotten.
create function gracy.note_announcement_writer() returns trigger
    language plpgsql as $$
begin
    insert into gracy.announcement_writer (team_space_id, announcement_id, member_id)
    values (new.team_space_id, new.id, new.edited_by)
    on conflict do nothing;
    return null;
end
$$;
revoke execute on function gracy.note_announcement_writer from public;
create trigger announcement_written after insert or update of edited_by on gracy.announcement
    for each row execute function gracy.note_announcement_writer();

insert into gracy.announcement_writer (team_space_id, announcement_id, member_id)
select announcement.team_space_id, announcement.id, writer.id
from gracy.announcement
cross join lateral (values (announcement.author_id), (announcement.edited_by)) as writer(id)
union
-- Who changed it before the last editor: the audit log knows.
select written.team_space_id, written.target_id::bigint, written.actor_id
from gracy.audit_log written
join gracy.announcement on announcement.team_space_id = written.team_space_id and announcement.id::text = written.target_id
join gracy.member on member.team_space_id = written.team_space_id and member.id = written.actor_id
where written.target_kind = 'announcement' and written.action = 'announcement.update';
