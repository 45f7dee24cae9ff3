-- The language that a member reads: the one they chose, else the one they read Slack in, else the team space's. Null for who is
-- not there.
create or replace function gracy.member_locale(p_team_space_id bigint, p_member_id bigint) returns text
    language plpgsql stable parallel safe as $$
begin
    return (select coalesce(member.locale,
                            (select person.locale
                             from gracy.slack_user person
                             where person.team_space_id = p_team_space_id and person.member_id = p_member_id
                                   and person.locale is not null and not person.deleted
                             order by person.team_id, person.user_id
                             limit 1),
                            team_space.locale)
            from gracy.member
            join gracy.team_space on team_space.id = p_team_space_id
            where member.team_space_id = p_team_space_id and member.id = p_member_id);
end
$$;
