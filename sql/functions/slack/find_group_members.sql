-- Who of a user group in Slack may get somebody's kudos: the members behind these users, without whoever asks, at most p_limit.
create or replace function gracy.find_group_members(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_user_ids text[],
    p_limit int)
returns table (id bigint, name text)
language plpgsql stable
set enable_sort = on
as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_enterprise_id text;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    v_enterprise_id := (gracy.slack_home(p_team_id, p_enterprise_id)).enterprise_id;
    return query
    select member.id, gracy.name_in(v_caller.locale, member.name, member.name_en)
    from (select distinct gracy.slack_member(v_team_space_id, p_team_id, v_enterprise_id, mentioned.user_id) as member_id
          from unnest(p_user_ids) as mentioned(user_id)) as person
    join gracy.member on member.team_space_id = v_team_space_id and member.id = person.member_id
                         and member.status in ('active', 'on_leave')
    where member.id <> v_caller.member_id
    order by member.name, member.id
    limit p_limit;
end
$$;
