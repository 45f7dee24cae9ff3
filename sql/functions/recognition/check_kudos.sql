-- What can be said about a gift before looking at the allowance: `ok` and the value's id, or the first reason to refuse
-- it and what that reason is about.
create or replace function gracy.check_kudos(
    p_team_space_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_value_name text,
    p_points int,
    p_message text,
    p_visibility text,
    out outcome text,
    out subject text,
    out value_id bigint)
language plpgsql stable as $$
declare
    v_key text := gracy.value_key(p_value_name);
    v_count int := cardinality(p_recipient_ids);
begin
    if v_count is null or v_count = 0 then
        outcome := 'no_recipients';
        return;
    end if;
    if v_count > 10 then
        outcome := 'too_many_recipients';
        subject := v_count::text;
        return;
    end if;
    if p_giver_id = any (p_recipient_ids) then
        outcome := 'self_kudos';
        return;
    end if;
    if p_points is null or p_points < 1 then
        outcome := 'invalid_points';
        subject := p_points::text;
        return;
    end if;
    if p_message is null or btrim(p_message, E' \t\n\r') = '' or length(p_message) > 2000 then
        outcome := 'invalid_message';
        subject := length(p_message)::text;
        return;
    end if;
    if p_visibility is null or p_visibility not in ('public', 'private', 'anonymous') then
        outcome := 'invalid_visibility';
        subject := p_visibility;
        return;
    end if;

    select value.id into value_id
    from gracy.company_value value
    where value.team_space_id = p_team_space_id and (value.name_key = v_key or value.name_ko_key = v_key)
          and value.active
    order by value.name_key = v_key desc
    limit 1;
    if value_id is null then
        outcome := 'unknown_value';
        subject := p_value_name;
        return;
    end if;

    -- The first recipient, as the giver wrote them, who cannot be thanked.
    select case when recipient.repeated then 'duplicate_recipient'
                when member.id is null then 'unknown_recipient'
                else 'inactive_recipient' end,
           coalesce(member.name, recipient.id::text)
    into outcome, subject
    from (select id, place, count(*) over (partition by id order by place) > 1 as repeated
          from unnest(p_recipient_ids) with ordinality as given(id, place)) as recipient
    left join gracy.member on member.team_space_id = p_team_space_id and member.id = recipient.id
    where recipient.repeated or member.id is null or member.status not in ('active', 'on_leave')
    order by recipient.place
    limit 1;
    if not found then
        outcome := 'ok';
    end if;
end
$$;
