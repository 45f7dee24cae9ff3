-- Launches a draft: from now on its questions, mode, thresholds and audience stand, and so do the groups that each
-- invited member is counted in. p_names_shown: whoever is asked is told that those who run surveys read their answers with
-- their name, if the wave is an identified one.
create or replace function gracy.launch_wave(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_wave_id bigint,
    p_version int,
    p_request_id text,
    p_names_shown bool default false,
    out outcome text)
language plpgsql as $$
declare
    v_wave gracy.survey_wave;
    v_leads constant bigint[] := gracy.department_leads(p_team_space_id);
    v_today date;
    v_k_score int;
    v_k_text int;
    v_question_version int;
    v_invited int;
begin
    -- The survey before its wave, as who deletes it does; the lock keeps the questions as they are until the wave says that it
    -- asks them.
    select survey.latest_version into v_question_version
    from gracy.survey
    where survey.team_space_id = p_team_space_id
          and survey.id = (select draft.survey_id from gracy.survey_wave draft
                           where draft.team_space_id = p_team_space_id and draft.id = p_wave_id)
    for share;
    select wave.* into v_wave
    from gracy.survey_wave wave
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    for no key update;
    if not found then
        outcome := 'not_found';
        return;
    end if;
    if p_version not in (0, v_wave.version) then
        outcome := 'version_mismatch';
        return;
    end if;
    if v_wave.state <> 'draft' then
        outcome := 'already_launched';
        return;
    end if;
    if v_wave.closes_at <= now() then
        outcome := 'closes_too_early';
        return;
    end if;
    select (now() at time zone space.tz)::date, greatest(space.k_score, v_wave.k_score),
           greatest(space.k_text, v_wave.k_text)
    into v_today, v_k_score, v_k_text
    from gracy.team_space space
    where space.id = p_team_space_id;

    insert into gracy.wave_invite (team_space_id, wave_id, member_id, department_id, location_id, tenure_band, manager_id)
    select p_team_space_id, p_wave_id, member.id,
           -- As everywhere, who leads a department is not counted in it.
           case when member.id <> all (v_leads) then member.department_id end, member.location_id,
           -- tenure_name names them.
           case when member.hired_on > v_today - interval '1 year' then 1
                when member.hired_on > v_today - interval '3 years' then 2
                when member.hired_on > v_today - interval '5 years' then 3
                when member.hired_on > v_today - interval '10 years' then 4
                when member.hired_on is not null then 5 end,
           member.manager_id
    from gracy.member
    where member.team_space_id = p_team_space_id and member.status = 'active'
          and not gracy.has_yet_to_begin(member, v_today)
          and case v_wave.audience
                  when 'department' then exists (
                      select from gracy.department_edge inside
                      where inside.team_space_id = p_team_space_id and inside.ancestor_id = v_wave.audience_id
                            and inside.department_id = member.department_id)
                  when 'location' then member.location_id = v_wave.audience_id
                  when 'team' then exists (
                      select from gracy.team_member belonging
                      where belonging.team_space_id = p_team_space_id and belonging.team_id = v_wave.audience_id
                            and belonging.member_id = member.id)
                  else true end;
    get diagnostics v_invited = row_count;
    -- Of so few nothing could ever be shown, so they are not asked; of just k a number alone would tell that all took part.
    delete from gracy.wave_invite invite
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id and v_invited <= v_k_score;
    if v_invited <= v_k_score then
        outcome := 'too_few_members';
        return;
    end if;

    insert into gracy.wave_group (team_space_id, wave_id, kind, group_id, invited, name, name_en)
    select p_team_space_id, p_wave_id, counted.kind, counted.group_id, counted.invited,
           coalesce(department.name, location.name, head.name),
           coalesce(department.name_en, location.name_en, head.name_en)
    from (select snapshot.kind, snapshot.group_id, count(*) as invited
          from gracy.wave_invite invite,
               lateral (select 'department' as kind, around.ancestor_id as group_id
                        from gracy.department_edge around
                        where around.team_space_id = p_team_space_id and around.department_id = invite.department_id
                        union all
                        values ('all', 0::bigint), ('location', invite.location_id),
                               ('tenure', invite.tenure_band), ('manager_group', invite.manager_id)) as snapshot
          where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id and snapshot.group_id is not null
          group by snapshot.kind, snapshot.group_id
          having count(*) > v_k_score) counted
    left join gracy.department on counted.kind = 'department' and department.team_space_id = p_team_space_id
                                  and department.id = counted.group_id
    left join gracy.location on counted.kind = 'location' and location.team_space_id = p_team_space_id
                                and location.id = counted.group_id
    left join gracy.member head on counted.kind = 'manager_group' and head.team_space_id = p_team_space_id
                                   and head.id = counted.group_id;
    insert into gracy.wave_department (team_space_id, wave_id, department_id, ancestor_id)
    select p_team_space_id, p_wave_id, inner_one.group_id, outer_one.group_id
    from gracy.wave_group inner_one
    join gracy.department_edge around
         on around.team_space_id = p_team_space_id and around.department_id = inner_one.group_id
    join gracy.wave_group outer_one
         on outer_one.team_space_id = p_team_space_id and outer_one.wave_id = p_wave_id
            and outer_one.kind = 'department' and outer_one.group_id = around.ancestor_id
    where inner_one.team_space_id = p_team_space_id and inner_one.wave_id = p_wave_id and inner_one.kind = 'department';
    update gracy.wave_invite invite
        -- The smallest that is big enough.
    set department_id = (select around.ancestor_id
                         from gracy.department_edge around
                         join gracy.wave_group known
                              on known.team_space_id = p_team_space_id and known.wave_id = p_wave_id
                                 and known.kind = 'department' and known.group_id = around.ancestor_id
                         where around.team_space_id = p_team_space_id and around.department_id = invite.department_id
                         order by around.depth
                         limit 1),
        location_id = (select known.group_id from gracy.wave_group known
                       where known.team_space_id = p_team_space_id and known.wave_id = p_wave_id
                             and known.kind = 'location' and known.group_id = invite.location_id),
        tenure_band = (select known.group_id from gracy.wave_group known
                       where known.team_space_id = p_team_space_id and known.wave_id = p_wave_id
                             and known.kind = 'tenure' and known.group_id = invite.tenure_band),
        manager_id = (select known.group_id from gracy.wave_group known
                      where known.team_space_id = p_team_space_id and known.wave_id = p_wave_id
                            and known.kind = 'manager_group' and known.group_id = invite.manager_id)
    where invite.team_space_id = p_team_space_id and invite.wave_id = p_wave_id;

    perform gracy.invite_to_wave(p_team_space_id, p_wave_id, greatest(coalesce(v_wave.opens_at, now()), now()));
    update gracy.survey_wave wave
    set state = 'launched', launched_at = now(), opens_at = greatest(coalesce(v_wave.opens_at, now()), now()),
        k_score = v_k_score, k_text = v_k_text, question_version = v_question_version, invited = v_invited,
        launched_by = p_actor_id, names_shown = p_names_shown and v_wave.mode = 'identified'
    where wave.team_space_id = p_team_space_id and wave.id = p_wave_id;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'wave.launch', 'wave', p_wave_id::text, p_request_id,
                             jsonb_build_object('mode', v_wave.mode, 'k_score', v_k_score, 'k_text', v_k_text,
                                                'question_version', v_question_version));
    outcome := 'ok';
end
$$;
