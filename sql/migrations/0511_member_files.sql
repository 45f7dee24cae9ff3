-- A file about one member, for who answers their question what is kept of them.
alter table gracy.export_job add subject_id bigint;
alter table gracy.export_job add constraint export_job_subject_fkey
    foreign key (team_space_id, subject_id) references gracy.member (team_space_id, id) on delete cascade;
create index export_job_by_subject on gracy.export_job (team_space_id, subject_id);
alter table gracy.export_job drop constraint export_job_dataset_check, drop constraint export_job_format_check;
alter table gracy.export_job add constraint export_job_dataset_check check (dataset in ('members', 'kudos', 'member'));
alter table gracy.export_job add constraint export_job_format_check
    check (case when dataset = 'member' then format = 'json' and subject_id is not null
                else format in ('csv', 'ndjson') and subject_id is null end);
