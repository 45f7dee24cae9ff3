-- Slack has said who the person in a browser is (p_team_id and p_user_id), or something went wrong before (p_error).
-- Whose member that is, is known from the workspace and the person in it, and from nothing else; who was invited has come
-- with that. Outcomes: verified, failed, ended (somebody else has ended it).
create or replace function gracy.finish_sign_in(p_browser_hash bytea, p_team_id text, p_enterprise_id text, p_user_id text, p_error text)
returns text
    language plpgsql as $$
declare
    v_home record;
    v_team_space_id bigint;
    v_member_id bigint;
    v_error text := p_error;
begin
    perform from gracy.slack_sign_in sign_in
    where sign_in.browser_hash = p_browser_hash and sign_in.stage = 'exchanging'
    for update;
    if not found then
        return 'ended';
    end if;
    if v_error is null then
        v_home := gracy.slack_home(p_team_id, p_enterprise_id);
        v_team_space_id := v_home.team_space_id;
        -- Held: who takes the link away at this moment must find this sign-in, or be found by it.
        perform from gracy.slack_user person
        where person.team_space_id = v_team_space_id and person.user_id = p_user_id
              and (person.team_id = p_team_id or person.enterprise_id = v_home.enterprise_id)
        order by person.team_id
        for update;
        v_member_id := gracy.slack_member(v_team_space_id, p_team_id, v_home.enterprise_id, p_user_id);
        if not exists (select from gracy.slack_user person
                       where person.team_space_id = v_team_space_id and person.team_id = p_team_id
                             and person.user_id = p_user_id and person.deleted) then
            perform gracy.activate_member(v_team_space_id, v_member_id, v_member_id, null);
        end if;
        select caller.team_space_id, caller.member_id into v_team_space_id, v_member_id
        from gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id) as caller;
        v_error := case
            when v_team_space_id is null then 'not_connected'
            when v_member_id is not null and not exists (
                     select from gracy.slack_user person
                     where person.team_id = p_team_id and person.user_id = p_user_id and person.team_space_id = v_team_space_id
                           and (person.deleted or person.is_bot)) then null
            when exists (
                     select from gracy.slack_user person
                     where person.team_space_id = v_team_space_id and person.user_id = p_user_id
                           and (person.team_id = p_team_id or person.enterprise_id = v_home.enterprise_id)
                           and person.member_id is not null) then 'not_active'
            else 'not_a_member' end;
    end if;
    update gracy.slack_sign_in sign_in
    set stage = case when v_error is null then 'verified' else 'failed' end, error = v_error, due_at = null,
        expires_at = now() + interval '10 minutes',
        team_space_id = case when v_error is null then v_team_space_id end, member_id = case when v_error is null then v_member_id end
    where sign_in.browser_hash = p_browser_hash;
    return case when v_error is null then 'verified' else 'failed' end;
end
$$;
