-- How a member is written in a message of a workspace: a mention where they are in it, else their name, for a reader of this language,
-- whose 님 carries the particles of Korean.
create or replace function gracy.shown_in_slack(
    p_team_space_id bigint,
    p_team_id text,
    p_enterprise_id text,
    p_member_id bigint,
    p_locale text) returns text
    language plpgsql stable as $$
begin
    return coalesce(
        (select '<@' || person.user_id || '>'
         from gracy.slack_user person
         where person.team_space_id = p_team_space_id and person.member_id = p_member_id and not person.deleted
               and (person.team_id = p_team_id or person.enterprise_id = p_enterprise_id)
         order by person.user_id
         limit 1),
        (select gracy.slack_escape(gracy.name_in(p_locale, member.name, member.name_en))
         from gracy.member
         where member.team_space_id = p_team_space_id and member.id = p_member_id))
        || case when p_locale = 'ko' then '님' else '' end;
end
$$;
