-- Difference over time: a group is refused when all but a few of it are those of a group that was told what it had answered to
-- the same question before (gracy.find_near_groups), because two results beside each other would tell of those few.
create or replace function gracy.refuse_changed_groups(
    p_team_space_id bigint,
    p_wave_id bigint,
    p_subject text,
    p_question_no int,
    p_k int) returns void
    language plpgsql as $$
begin
    with changed as materialized (
        select distinct near.kind, near.group_id
        from gracy.alike_questions(p_team_space_id, p_wave_id) as alike
        join gracy.wave_near_group near
            on near.team_space_id = p_team_space_id and near.wave_id = p_wave_id
               and near.other_wave_id = alike.other_wave_id
        join gracy.wave_result cell
            on cell.team_space_id = p_team_space_id and cell.wave_id = alike.other_wave_id
               and cell.kind = near.other_kind and cell.group_id = near.other_group_id
               and cell.question_no = alike.other_question_no and cell.released
        where alike.question_no = p_question_no and not gracy.may_change_by(near.members, p_k)
    )
    update gracy.release_group refusing
    set refused = 'changed_by_few'
    from changed
    where refusing.team_space_id = p_team_space_id and refusing.subject = p_subject
          and refusing.group_kind = changed.kind and refusing.group_id = changed.group_id;
end
$$;
