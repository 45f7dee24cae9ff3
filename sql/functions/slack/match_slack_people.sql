-- People in Slack who are nobody's member become those whom HR has entered since, by the rules of put_slack_user. How many were
-- looked at.
create or replace function gracy.match_slack_people(p_team_space_id bigint) returns int
    language plpgsql as $$
declare
    v_person record;
    v_seen int := 0;
begin
    for v_person in
        select person.team_id, person.enterprise_id, person.user_id, person.is_guest, person.tz, person.email, person.changed_at
        from gracy.slack_user person
        join gracy.member on member.team_space_id = p_team_space_id and member.email_key = gracy.fold_text(person.email)
                             and member.status <> 'left'
        where person.team_space_id = p_team_space_id and person.member_id is null and not person.is_bot and not person.deleted
              and person.email_is_confirmed and person.unlinked_at is null
        order by person.team_id, person.user_id
    loop
        v_seen := v_seen + 1;
        perform gracy.put_slack_user(v_person.team_id, v_person.enterprise_id, v_person.user_id, false, v_person.is_guest, false,
                                     v_person.tz, v_person.email, v_person.changed_at);
    end loop;
    return v_seen;
end
$$;
