-- Whether those who are asked are told that their answers are read with their name by those who run surveys: as the mode, it
-- stands from the launch on. Waves that were launched before told nobody so.
alter table gracy.survey_wave
    add names_shown bool not null default false,
    -- Null: launched before it was kept.
    add launched_by bigint,
    add foreign key (team_space_id, launched_by) references gracy.member (team_space_id, id),
    add constraint survey_wave_names check (not names_shown or mode = 'identified');
create index survey_wave_by_launcher on gracy.survey_wave (team_space_id, launched_by);

create or replace function gracy.keep_wave_promises() returns trigger
    language plpgsql as $$
begin
    if old.state <> 'draft'
       and (old.mode, old.names_shown, old.k_score, old.k_text, old.audience, old.audience_id, old.question_version, old.survey_id)
           is distinct from
           (new.mode, new.names_shown, new.k_score, new.k_text, new.audience, new.audience_id, new.question_version, new.survey_id) then
        raise exception 'wave % is launched: its mode, thresholds, audience and questions are promised', old.id
            using errcode = 'check_violation';
    end if;
    return new;
end
$$;

-- Is told whether names are shown.
drop function if exists gracy.launch_wave(bigint, bigint, bigint, int, text);

-- Whether whoever answered was told so by the host that took their answer: one of before this release, which serves beside the
-- new ones while they are put in its place, shows another notice.
alter table gracy.survey_signature add told_names bool not null default false;
-- Is told whether they were told.
drop function if exists gracy.answer_wave(bytea, bigint, jsonb);
