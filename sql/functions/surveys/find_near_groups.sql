-- Writes down which groups of a wave that is over, and of the waves before it that asked the same, are almost the same people:
-- of those who answered in one of two groups or in the other, all but a few did in both, and those few would be known from two
-- results beside each other. Whatever the groups are called: a department then may be everybody who is asked now. Waves are
-- compared by who answered: which of them left out a question is known of nobody.
create or replace function gracy.find_near_groups(p_team_space_id bigint, p_wave_id bigint) returns void
    language plpgsql
    -- Nothing is known about sets that were made a moment ago; a nested loop over them takes time by the square. The one that
    -- is needed, over a person's groups, then looks so dear that it would be compiled.
    set enable_nestloop = off
    set jit = off
    as $$
declare
    v_others bigint[];
begin
    select array_agg(distinct alike.other_wave_id) into v_others
    from gracy.alike_questions(p_team_space_id, p_wave_id) as alike;

    with compared as materialized (
        select other.id, greatest(other.k_score, wave.k_score) as k
        from gracy.survey_wave wave
        join gracy.survey_wave other on other.team_space_id = p_team_space_id and other.id = any (v_others)
        where wave.team_space_id = p_team_space_id and wave.id = p_wave_id
    ), person as materialized (
        select invite.wave_id, snapshot.kind, snapshot.group_id, invite.member_id,
               count(*) over (partition by invite.wave_id, snapshot.kind, snapshot.group_id) as members
        from gracy.wave_invite invite
        cross join lateral gracy.wave_person_groups(p_team_space_id, invite.wave_id, invite.department_id, invite.location_id,
                                                     invite.tenure_band, invite.manager_id) as snapshot
        where invite.team_space_id = p_team_space_id and invite.wave_id = any (p_wave_id || v_others)
              and invite.responded
    ), near as materialized (
        select own.kind, own.group_id, compared.id as other_wave_id, their.kind as other_kind,
               their.group_id as other_group_id, own.members + their.members - 2 * count(*) as members
        from person own
        join person their on their.member_id = own.member_id
        join compared on compared.id = their.wave_id
        where own.wave_id = p_wave_id and abs(own.members - their.members) < compared.k
        group by own.kind, own.group_id, own.members, compared.id, compared.k, their.kind, their.group_id, their.members
        having own.members + their.members - 2 * count(*) between 1 and compared.k - 1
    )
    insert into gracy.wave_near_group (team_space_id, wave_id, kind, group_id, other_wave_id, other_kind, other_group_id,
                                       members)
    select p_team_space_id, p_wave_id, near.kind, near.group_id, near.other_wave_id, near.other_kind, near.other_group_id,
           near.members
    from near
    union all
    -- The other may still have questions to decide.
    select p_team_space_id, near.other_wave_id, near.other_kind, near.other_group_id, p_wave_id, near.kind, near.group_id,
           near.members
    from near;
end
$$;
