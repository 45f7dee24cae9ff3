-- Whom somebody in Slack may mean while typing a name into a form: active members other than themselves, by name. Words
-- are looked for as in the members' search, Hangul initials included. Nobody for who is no member.
create or replace function gracy.suggest_members(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_q text,
    p_limit int)
returns table (id bigint, name text, name_en text, title text, department_name text, locale text)
language plpgsql stable as $$
declare
    v_caller record;
    v_team_space_id bigint;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_caller.member_id is null then
        return;
    end if;
    if btrim(p_q) = '' then
        return query
        select member.id, member.name::text, member.name_en::text, member.title, member.department_name,
               v_caller.locale::text
        from gracy.member
        where member.team_space_id = v_team_space_id and member.status = 'active' and member.id <> v_caller.member_id
        order by member.name, member.id
        limit p_limit;
    else
        return query
        select member.id, member.name::text, member.name_en::text, member.title, member.department_name,
               v_caller.locale::text
        from gracy.member
        where member.team_space_id = v_team_space_id
              and member.search_grams @> (select gracy.member_query_grams(p_q))
              and member.search_text ~ all ((select gracy.member_query_patterns(p_q))::text[])
              and member.email_key ^@ all ((select gracy.member_query_addresses(p_q))::text[])
              and member.status in ('active', 'on_leave') and member.id <> v_caller.member_id
        order by member.name || '', member.id
        limit p_limit;
    end if;
end
$$;
