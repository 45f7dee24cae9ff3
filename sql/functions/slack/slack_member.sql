-- Which member somebody in a workspace is; in an organization's they need not have been seen in this one. A bot is nobody,
-- and so is who was deactivated.
create or replace function gracy.slack_member(
    p_team_space_id bigint,
    p_team_id text,
    p_enterprise_id text,
    p_user_id text) returns bigint
    language plpgsql stable as $$
declare
    v_member_id bigint;
begin
    select person.member_id into v_member_id
    from gracy.slack_user person
    where person.team_id = p_team_id and person.user_id = p_user_id and person.team_space_id = p_team_space_id
          and not person.is_bot and not person.deleted;
    if not found and p_enterprise_id is not null then
        select person.member_id into v_member_id
        from gracy.slack_user person
        where person.team_space_id = p_team_space_id and person.enterprise_id = p_enterprise_id
              and person.user_id = p_user_id and not person.is_bot and not person.deleted
        order by person.member_id
        limit 1;
    end if;
    return v_member_id;
end
$$;
