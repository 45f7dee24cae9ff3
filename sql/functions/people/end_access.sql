-- What somebody who leaves had in hand: sessions and sign-ins end, the password and the link to set one are gone (who comes back
-- sets a new one), tokens are revoked, roles are taken away (the audit log tells of each), teams and coffee go on without them (a round that was made ahead of its time is made anew), wallets are
-- linked no longer, and surveys that they were asked take no answer of theirs. Whether
-- an owner may go is for the caller to say.
create or replace function gracy.end_access(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_member_ids bigint[],
    p_request_id text) returns void
    language plpgsql as $$
declare
    v_programs bigint[];
begin
    -- What is being written down for them is there by now, and ends with the rest.
    perform from gracy.member
    where member.team_space_id = p_team_space_id and member.id = any (p_member_ids)
    order by member.id
    for update;
    -- Before the sessions, as what is coming in at this moment opens one first, or none any more.
    delete from gracy.member_password held
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids);
    delete from gracy.slack_sign_in held
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids);
    delete from gracy.session held
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids);
    delete from gracy.password_link held
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids);
    update gracy.api_token held set revoked_at = now()
    where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids) and held.revoked_at is null;
    with taken as (
        delete from gracy.role_grant held
        where held.team_space_id = p_team_space_id and held.member_id = any (p_member_ids)
        returning held.member_id, held.role, held.scope_kind, held.scope_id
    )
    insert into gracy.audit_log (team_space_id, actor_id, action, target_kind, target_id, request_id, diff)
    select p_team_space_id, p_actor_id, 'role.revoke', 'member', taken.member_id::text, p_request_id,
           jsonb_build_object('role', jsonb_build_array(taken.role, null))
           || case when taken.scope_kind = 'department'
                   then jsonb_build_object('department_id', jsonb_build_array(taken.scope_id::text, null)) else '{}' end
    from taken
    order by taken.member_id, taken.role, taken.scope_id;
    delete from gracy.team_member gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    -- Programs before who takes part in them, as whoever comes or goes takes them.
    select array_agg(held.id) into v_programs
    from (select program.id
          from gracy.coffee_program program
          where program.team_space_id = p_team_space_id and program.closed_at is null
                and exists (select from gracy.coffee_participant participant
                            where participant.team_space_id = p_team_space_id and participant.program_id = program.id
                                  and participant.member_id = any (p_member_ids))
          order by program.id
          for no key update) as held;
    delete from gracy.coffee_participant gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    perform gracy.drop_prepared_round(p_team_space_id, program.id) from unnest(v_programs) as program(id);
    delete from gracy.wallet gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    delete from gracy.wallet_challenge gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    delete from gracy.wallet_verification gone
    where gone.team_space_id = p_team_space_id and gone.member_id = any (p_member_ids);
    update gracy.wave_invite invite set token_hash = null
    where invite.team_space_id = p_team_space_id and invite.member_id = any (p_member_ids) and invite.token_hash is not null;
end
$$;
