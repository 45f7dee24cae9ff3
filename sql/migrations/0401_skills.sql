-- What members say that they can do, as they write it; found without case.
alter table gracy.member add column skills text[] not null default '{}' check (cardinality(skills) <= 20);

create function gracy.skill_keys(skills text[]) returns text[]
    language sql immutable strict parallel safe
    return array(select gracy.fold_text(skill) from unnest(skills) as skill);

create index member_by_skill on gracy.member using gin (team_space_id, gracy.skill_keys(skills)) where skills <> '{}';
