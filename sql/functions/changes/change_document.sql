-- What the copy says of one thing, as it is now; null when it is gone or not for everybody to see. Waits for a change
-- that is under way.
create or replace function gracy.change_document(p_team_space_id bigint, p_entity text, p_id bigint) returns jsonb
    language plpgsql as $$
declare
    v_document jsonb;
begin
    case p_entity
    when 'member' then
        select jsonb_build_object('name', member.name, 'name_en', member.name_en, 'title', member.title,
                                  'department_id', member.department_id, 'manager_id', member.manager_id,
                                  'status', member.status, 'hired_on', member.hired_on,
                                  -- A day to come is not everybody's to know.
                                  'left_on', case when member.status = 'left' then member.left_on end)
        into v_document
        from gracy.member
        where member.team_space_id = p_team_space_id and member.id = p_id
        for share;
    when 'department' then
        select jsonb_build_object('name', department.name, 'name_en', department.name_en, 'parent_id', department.parent_id)
        into v_document
        from gracy.department
        where department.team_space_id = p_team_space_id and department.id = p_id
        for share;
    when 'company_value' then
        select jsonb_build_object('name', value.name, 'name_ko', value.name_ko, 'emoji', value.emoji,
                                  'description', value.description, 'active', value.active)
        into v_document
        from gracy.company_value value
        where value.team_space_id = p_team_space_id and value.id = p_id
        for share;
    when 'kudos' then
        select jsonb_build_object('giver_id', kudos.giver_id, 'value_id', kudos.value_id, 'points', kudos.points,
                                  'message', kudos.message, 'given_at', kudos.created_at, 'edited_at', kudos.edited_at)
        into v_document
        from gracy.kudos
        where kudos.team_space_id = p_team_space_id and kudos.id = p_id
              and kudos.visibility = 'public' and kudos.voided_at is null
        for share;
        if found then
            v_document := v_document || jsonb_build_object('recipient_ids', (
                select jsonb_agg(recipient.member_id order by recipient.position)
                from gracy.kudos_recipient recipient
                where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_id));
        end if;
    end case;
    return v_document;
end
$$;
