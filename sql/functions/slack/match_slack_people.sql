-- A page of the people in Slack who are nobody's member: those whom HR has entered since become members, by the rules of
-- put_slack_user. The last who was looked at, to go on after; null when there are no more. A page is a transaction:
-- thousands of people are neither held at once nor lost together.
create or replace function gracy.match_slack_people(
    p_team_space_id bigint,
    p_after_team_id text default '',
    p_after_user_id text default '',
    p_limit int default 100,
    out after_team_id text,
    out after_user_id text)
language plpgsql as $$
declare
    v_page gracy.slack_user[];
    v_person gracy.slack_user;
begin
    v_page := array(
        select person
        from gracy.slack_user person
        where person.team_space_id = p_team_space_id and person.member_id is null and not person.is_bot
              and not person.deleted and person.email_is_confirmed and person.unlinked_at is null
              and (person.team_id, person.user_id) > (p_after_team_id, p_after_user_id)
        order by person.team_id, person.user_id
        limit p_limit);
    perform gracy.hold_slack_members(p_team_space_id, array_agg(person.team_id), array_agg(person.user_id), array_agg(person.email))
    from unnest(v_page) as person;
    for v_person in
        select person.*
        from unnest(v_page) as person
        where exists (select from gracy.member
                      where member.team_space_id = p_team_space_id and member.email_key = gracy.fold_text(person.email)
                            and member.status <> 'left')
    loop
        perform gracy.put_slack_user(v_person.team_id, v_person.enterprise_id, v_person.user_id, false, v_person.is_guest,
                                     false, v_person.tz, v_person.email, v_person.changed_at);
    end loop;
    after_team_id := (v_page[cardinality(v_page)]).team_id;
    after_user_id := (v_page[cardinality(v_page)]).user_id;
    if cardinality(v_page) < p_limit then
        after_team_id := null;
        after_user_id := null;
    end if;
end
$$;
