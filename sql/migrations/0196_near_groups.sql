-- Groups of two waves that are almost the same people: some, but fewer than the threshold of either wave, of those who answered
-- are in one and not in the other. Written when the later wave is decided (gracy.find_near_groups), for both of them; the two
-- are never both shown what they answered to the same question. Only numbers of groups are kept, and nothing of the API reads
-- them.
create table gracy.wave_near_group (
    team_space_id bigint not null,
    wave_id bigint not null,
    kind text not null,
    group_id bigint not null,
    other_wave_id bigint not null,
    other_kind text not null,
    other_group_id bigint not null,
    members int not null check (members > 0),
    primary key (team_space_id, wave_id, kind, group_id, other_wave_id, other_kind, other_group_id),
    foreign key (team_space_id, wave_id) references gracy.survey_wave (team_space_id, id) on delete cascade,
    foreign key (team_space_id, other_wave_id) references gracy.survey_wave (team_space_id, id) on delete cascade
);
create index wave_near_group_by_other on gracy.wave_near_group (team_space_id, other_wave_id);
select gracy.protect_table('wave_near_group', false);

-- Is told the question, too.
drop function if exists gracy.refuse_changed_groups(bigint, bigint, text, int);
