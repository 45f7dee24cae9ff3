-- Adds a member, invited or at work already. Outcomes: ok, replayed, key_reused, email_taken, and those of check_member.
create or replace function gracy.create_member(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member jsonb,
    p_request_id text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out id bigint)
language plpgsql as $$
declare
    v_route constant text := 'POST /api/v1/members';
    v_new gracy.member;
    v_today date;
begin
    -- The closure's trigger takes it behind the e-mail address otherwise, which another call may be waiting for.
    perform gracy.lock_hierarchy(p_team_space_id, 'member_edge');
    select (now() at time zone team_space.tz)::date into v_today
    from gracy.team_space
    where team_space.id = p_team_space_id;
    -- First, so that a repeated request is answered whatever has become of its manager since.
    select claimed.outcome, claimed.resource_id into outcome, id
    from gracy.claim_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, p_request_hash) as claimed;
    if outcome <> 'new' then
        return;
    end if;
    v_new := gracy.changed_member(
        jsonb_populate_record(
            null::gracy.member,
            '{"status": "invited", "birth_lunar": false, "celebrates_birthday": false, "celebrates_anniversary": true,
              "skills": []}'),
        p_member, v_today);
    outcome := gracy.check_member(p_team_space_id, null, v_new, v_today);
    if outcome <> 'ok' then
        perform gracy.return_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key);
        return;
    end if;
    insert into gracy.member as made
        (team_space_id, name, name_en, email, title, department_id, manager_id, location_id, status, hired_on, left_on,
         birth_year, birth_month, birth_day, birth_lunar, celebrates_birthday, celebrates_anniversary, tz, locale,
         avatar_url, skills)
    values (p_team_space_id, v_new.name, v_new.name_en, v_new.email, v_new.title, v_new.department_id, v_new.manager_id,
            v_new.location_id, v_new.status, v_new.hired_on, v_new.left_on, v_new.birth_year, v_new.birth_month,
            v_new.birth_day, v_new.birth_lunar, v_new.celebrates_birthday, v_new.celebrates_anniversary, v_new.tz,
            v_new.locale, v_new.avatar_url, v_new.skills)
    returning made.* into v_new;
    id := v_new.id;
    perform gracy.settle_idempotency_key(p_team_space_id, p_actor_id, v_route, p_idempotency_key, id);
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'member.create', 'member', id::text, p_request_id,
                             gracy.member_changes('{}', jsonb_strip_nulls(gracy.member_facts(v_new))));
    perform gracy.expect_slack_people(p_team_space_id);
    outcome := 'ok';
-- What was claimed is undone with it.
exception
    when unique_violation then
        outcome := 'email_taken';
end
$$;
