-- Which departments of a wave lie within which, as they did when it was launched; each within itself. A response keeps the
-- smallest one of those that are big enough, and counts for all around it.
create table gracy.wave_department (
    team_space_id bigint not null,
    wave_id bigint not null,
    department_id bigint not null,
    ancestor_id bigint not null,
    primary key (team_space_id, wave_id, department_id, ancestor_id),
    foreign key (team_space_id, wave_id) references gracy.survey_wave (team_space_id, id) on delete cascade
);
select gracy.protect_table('wave_department', true);

-- Waves that were launched before know of none but their own.
insert into gracy.wave_department (team_space_id, wave_id, department_id, ancestor_id)
select team_space_id, wave_id, group_id, group_id from gracy.wave_group where kind = 'department';
