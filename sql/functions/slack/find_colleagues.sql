-- Whom somebody in Slack asks for: the member behind a user whom they mention (p_asked_user_id), or, by p_q, those whose name,
-- department or team it is, themselves among them; as a reader of their language knows people. user_id: in this workspace or its
-- organization, null for who is not there. Nobody for who is no member.
create or replace function gracy.find_colleagues(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_asked_user_id text,
    p_q text,
    p_limit int)
returns table (name text, other_name text, title text, department text, location text, hired_on date, user_id text,
               manager text, manager_user_id text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_enterprise_id text;
    v_departments bigint[];
    v_teams bigint[];
    v_members bigint[];
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_caller.member_id is null then
        return;
    end if;
    v_enterprise_id := (gracy.slack_home(p_team_id, p_enterprise_id)).enterprise_id;
    if p_asked_user_id is not null then
        v_members := array[gracy.slack_member(v_team_space_id, p_team_id, v_enterprise_id, p_asked_user_id)];
    else
        v_departments := gracy.found_departments(v_team_space_id, p_q, false);
        v_teams := array(
            select team.id
            from gracy.team
            where team.team_space_id = v_team_space_id
                  and (strpos(gracy.fold_text(team.name), gracy.fold_text(p_q)) > 0
                       or strpos(gracy.fold_text(team.name_en), gracy.fold_text(p_q)) > 0)
            order by team.name
            limit 10);
        v_members := array(
            select member.id
            from gracy.member
            where member.team_space_id = v_team_space_id and member.status in ('active', 'on_leave')
                  and ((member.search_grams @> (select gracy.member_query_grams(p_q))
                        and member.search_text ~ all ((select gracy.member_query_patterns(p_q))::text[])
                        and member.email_key ^@ all ((select gracy.member_query_addresses(p_q))::text[]))
                       or member.department_id = any (v_departments))
            order by member.name || '', member.id
            limit p_limit);
        v_members := v_members || array(
            select belongs.member_id
            from gracy.team_member belongs
            where belongs.team_space_id = v_team_space_id and belongs.team_id = any (v_teams)
                  and belongs.member_id <> all (v_members)
            order by belongs.member_id
            limit p_limit);
    end if;
    return query
    select gracy.name_in(v_caller.locale, member.name, member.name_en),
           case when v_caller.locale = 'ko' then member.name_en else member.name end,
           member.title, member.department_name::text, gracy.name_in(v_caller.locale, location.name, location.name_en), member.hired_on,
           (select person.user_id from gracy.slack_user person
            where person.team_space_id = v_team_space_id and person.member_id = member.id and not person.deleted
                  and (person.team_id = p_team_id or person.enterprise_id = v_enterprise_id)
            order by person.user_id limit 1),
           gracy.name_in(v_caller.locale, manager.name, manager.name_en),
           (select person.user_id from gracy.slack_user person
            where person.team_space_id = v_team_space_id and person.member_id = manager.id and not person.deleted
                  and (person.team_id = p_team_id or person.enterprise_id = v_enterprise_id)
            order by person.user_id limit 1)
    from gracy.member
    left join gracy.location on location.team_space_id = v_team_space_id and location.id = member.location_id
    left join gracy.member manager on manager.team_space_id = v_team_space_id and manager.id = member.manager_id
                                      and manager.status in ('active', 'on_leave')
    where member.team_space_id = v_team_space_id and member.id = any (v_members) and member.status in ('active', 'on_leave')
    order by member.name || '', member.id
    limit p_limit;
end
$$;
