-- The first moment, not before p_at, that is in nobody's quiet hours (who has set none: 21:00 to 08:00). Of people who share no such hour of a day, p_at.
create or replace function gracy.undisturbed_at(p_team_space_id bigint, p_members bigint[], p_at timestamptz)
returns timestamptz
    language plpgsql stable as $$
declare
    v_at timestamptz := p_at;
    v_next timestamptz;
begin
    loop
        select max(gracy.after_quiet_hours(v_at, gracy.member_tz(p_team_space_id, member.id),
                                           coalesce(quiet.quiet_from, '21:00'), coalesce(quiet.quiet_until, '08:00')))
        into v_next
        from gracy.member
        left join gracy.quiet_hours quiet on quiet.team_space_id = p_team_space_id and quiet.member_id = member.id
        where member.team_space_id = p_team_space_id and member.id = any (p_members);
        if v_next is null or v_next <= v_at then
            return v_at;
        end if;
        v_at := v_next;
        if v_at >= p_at + interval '1 day' then
            return p_at;
        end if;
    end loop;
end
$$;
