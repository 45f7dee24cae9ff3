-- Somebody in a workspace as Slack describes them now; what Slack said later stays. Somebody who is nobody here yet
-- becomes the member with their address, when the workspace has confirmed it, they are neither a guest nor a bot, and
-- nobody else in this workspace or its organization is that member: an address alone proves nothing. Who was invited has come
-- with that, and who has a password, and so need not look into Slack, is told. Of who holds a role (whoever runs a workspace says
-- who has which address there), of a member who is somebody in another workspace, or whose account in this one was deactivated
-- (its address may be another's now), or of whose address there is doubt (slack_doubt), it makes a proposal only, which the
-- member confirms (confirm_slack_link). Whom Slack has let go keeps no session, unless they are somebody in Slack elsewhere.
-- Whom an administrator has unlinked stays so; who comes with their workspace from another team space begins anew.
-- Outcomes: ok, unknown_workspace, stale.
create or replace function gracy.put_slack_user(
    p_team_id text,
    p_enterprise_id text,
    p_user_id text,
    p_is_bot bool,
    p_is_guest bool,
    p_deleted bool,
    p_tz text,
    p_confirmed_email text,
    p_changed_at timestamptz) returns text
    language plpgsql as $$
declare
    v_caller record;
    v_team_space_id bigint;
    v_member_id bigint;
    v_proposed_member_id bigint;
    v_unlinked bool;
    v_was_deleted bool;
    v_doubted bool;
    v_enterprise_id text := (gracy.slack_home(p_team_id, p_enterprise_id)).enterprise_id;
    v_tz text := case when gracy.is_time_zone(p_tz) then p_tz end;
begin
    v_caller := gracy.slack_caller(p_team_id, p_enterprise_id, p_user_id);
    v_team_space_id := v_caller.team_space_id;
    if v_team_space_id is null then
        return 'unknown_workspace';
    end if;
    perform gracy.hold_slack_members(v_team_space_id, array[p_team_id], array[p_user_id],
                                     array[case when not (p_is_bot or p_is_guest or p_deleted) then p_confirmed_email end]);
    v_was_deleted := exists (select from gracy.slack_user gone
                             where gone.team_id = p_team_id and gone.user_id = p_user_id
                                   and gone.team_space_id = v_team_space_id and gone.deleted);
    insert into gracy.slack_user as person
        (team_id, user_id, team_space_id, enterprise_id, is_bot, is_guest, deleted, tz, changed_at)
    values (p_team_id, p_user_id, v_team_space_id, v_enterprise_id, p_is_bot, p_is_guest, p_deleted, v_tz, p_changed_at)
    on conflict (team_id, user_id) do update
    set team_space_id = v_team_space_id, enterprise_id = v_enterprise_id,
        member_id = case when person.team_space_id = v_team_space_id then person.member_id end,
        proposed_member_id = case when person.team_space_id = v_team_space_id then person.proposed_member_id end,
        unlinked_at = case when person.team_space_id = v_team_space_id then person.unlinked_at end,
        is_bot = excluded.is_bot, is_guest = excluded.is_guest, deleted = excluded.deleted,
        tz = coalesce(excluded.tz, person.tz), changed_at = excluded.changed_at, updated_at = now()
    where person.team_space_id <> v_team_space_id or person.changed_at is null or person.changed_at <= excluded.changed_at
    returning person.member_id, person.proposed_member_id, person.unlinked_at is not null
    into v_member_id, v_proposed_member_id, v_unlinked;
    if not found then
        return 'stale';
    end if;
    if p_deleted and not v_was_deleted and v_member_id is not null
       and not exists (select from gracy.slack_user other
                       where other.team_space_id = v_team_space_id and other.member_id = v_member_id and not other.deleted) then
        perform gracy.end_slack_sessions(v_team_space_id, v_member_id);
    end if;
    if v_member_id is null and v_proposed_member_id is null and not v_unlinked and v_enterprise_id is not null then
        -- What was said of them in another workspace of the organization holds in this one.
        update gracy.slack_user person
        set member_id = known.member_id, proposed_member_id = known.proposed_member_id, by_address = known.by_address,
            unlinked_at = known.unlinked_at
        from (select other.member_id, other.proposed_member_id, other.by_address, other.unlinked_at
              from gracy.slack_user other
              where other.team_space_id = v_team_space_id and other.enterprise_id = v_enterprise_id
                    and other.user_id = p_user_id and other.team_id <> p_team_id
                    and (other.member_id is not null or other.proposed_member_id is not null or other.unlinked_at is not null)
              order by other.team_id
              limit 1) as known
        where person.team_id = p_team_id and person.user_id = p_user_id and person.team_space_id = v_team_space_id
        returning person.member_id, person.proposed_member_id, person.unlinked_at is not null
        into v_member_id, v_proposed_member_id, v_unlinked;
    end if;
    if v_member_id is not null or v_unlinked or p_is_bot or p_is_guest or p_deleted or p_confirmed_email is null then
        return 'ok';
    end if;

    select member.id into v_member_id
    from gracy.member
    where member.team_space_id = v_team_space_id and member.email_key = gracy.fold_text(p_confirmed_email)
          and member.status <> 'left'
          and not exists (select from gracy.slack_user other
                          where other.team_space_id = v_team_space_id and other.member_id = member.id
                                and (other.team_id = p_team_id or other.enterprise_id = v_enterprise_id) and not other.deleted)
    for no key update;
    if v_member_id is null then
        return 'ok';
    end if;
    -- Looked at once they are held: whoever gives them a role at this moment either sees the link, or is seen here.
    v_doubted := gracy.holds_role(v_team_space_id, v_member_id)
                 or exists (select from gracy.slack_doubt doubt
                            where doubt.team_space_id = v_team_space_id and doubt.member_id = v_member_id)
                 or exists (select from gracy.slack_user other
                            where other.team_space_id = v_team_space_id and other.member_id = v_member_id
                                  and (not other.deleted or other.team_id = p_team_id or other.enterprise_id = v_enterprise_id));
    -- What an administrator has said of them stands until it is confirmed or taken back, whatever their address is.
    if v_proposed_member_id <> v_member_id or (v_doubted and v_proposed_member_id = v_member_id) then
        return 'ok';
    end if;
    update gracy.slack_user person
    set member_id = case when not v_doubted then v_member_id end, proposed_member_id = case when v_doubted then v_member_id end,
        by_address = not v_doubted, email = case when v_doubted then person.email end
    where person.team_space_id = v_team_space_id and person.user_id = p_user_id
          and (person.team_id = p_team_id or person.enterprise_id = v_enterprise_id);
    if v_doubted then
        perform gracy.tell_of_slack_link(v_team_space_id, v_member_id, 'slack.proposed', p_team_id, p_user_id);
    else
        perform gracy.activate_member(v_team_space_id, null, v_member_id, null);
        if exists (select from gracy.member_password password
                   where password.team_space_id = v_team_space_id and password.member_id = v_member_id) then
            perform gracy.tell_of_slack_link(v_team_space_id, v_member_id, 'slack.linked', p_team_id, p_user_id);
        end if;
    end if;
    return 'ok';
end
$$;
