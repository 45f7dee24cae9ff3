-- Takes out of the groups of a release who is on leave or has left, and did not check in between two days: they are not asked, and
-- counted as people who could have answered they would let a number tell that everybody else did. A group of just k others is
-- refused whether or not the absent checked in, or that it comes out would tell that they did.
create or replace function gracy.leave_out_absent(p_team_space_id bigint, p_from date, p_to date, p_k int) returns void
    language plpgsql as $$
begin
    with present as materialized (
        select belongs.group_kind, belongs.group_id, count(*) filter (where member.status = 'active')::int as members
        from gracy.release_group_unit belongs
        join gracy.member on member.team_space_id = p_team_space_id and member.id = belongs.unit_id
        where belongs.team_space_id = p_team_space_id and belongs.subject = 'check_ins'
        group by belongs.group_kind, belongs.group_id
    )
    update gracy.release_group refusing
    set refused = 'too_few'
    from present
    where refusing.team_space_id = p_team_space_id and refusing.subject = 'check_ins'
          and refusing.group_kind = present.group_kind and refusing.group_id = present.group_id and present.members <= p_k;

    delete from gracy.release_group_unit absent
    using gracy.member
    where absent.team_space_id = p_team_space_id and absent.subject = 'check_ins'
          and member.team_space_id = p_team_space_id and member.id = absent.unit_id and member.status <> 'active'
          and not exists (select from gracy.mood_entry entry
                          where entry.team_space_id = p_team_space_id and entry.member_id = member.id
                                and entry.on_date >= p_from and entry.on_date < p_to);
end
$$;
