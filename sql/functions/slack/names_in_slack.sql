-- What members are called who are mentioned in a workspace, for somebody there who reads it; nothing of who is no member, and nothing for
-- who is none.
create or replace function gracy.names_in_slack(p_team_id text, p_enterprise_id text, p_user_id text, p_user_ids text[])
returns table (user_id text, name text)
language plpgsql stable as $$
declare
    v_reader record;
    v_team_space_id bigint;
    v_enterprise_id text := (gracy.slack_home(p_team_id, p_enterprise_id)).enterprise_id;
begin
    v_reader := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_reader.team_space_id;
    if v_reader.member_id is null then
        return;
    end if;
    return query
    select mentioned.user_id, gracy.name_in(v_reader.locale, member.name, member.name_en)
    from (select distinct named.user_id, gracy.slack_member(v_team_space_id, p_team_id, v_enterprise_id, named.user_id) as member_id
          from unnest(p_user_ids) as named(user_id)) as mentioned
    join gracy.member on member.team_space_id = v_team_space_id and member.id = mentioned.member_id;
end
$$;
