-- Plans for the next members by id, so that a large company is no long statement; null when there were no more.
create or replace function gracy.plan_next_celebrations(p_team_space_id bigint, p_after_id bigint, p_limit int) returns bigint
    language plpgsql as $$
declare
    v_ids bigint[];
begin
    v_ids := array(select member.id from gracy.member
                   where member.team_space_id = p_team_space_id and member.id > p_after_id
                   order by member.id limit p_limit);
    if cardinality(v_ids) = 0 then
        return null;
    end if;
    perform gracy.plan_celebrations(p_team_space_id, v_ids);
    return v_ids[cardinality(v_ids)];
end
$$;
