-- Tells the people of at most p_limit groups of coffee rounds, of all team spaces, whom they meet, when Slack does not
-- (slack/introduce_coffee_groups); who is left alone in a group hears that. Of a week that is over nobody is told any more. How
-- many groups were told whom they meet.
create or replace function gracy.introduce_by_notice(p_limit int) returns int
    language plpgsql as $$
declare
    v_group record;
    v_team_space_id bigint;
    v_members bigint[];
    v_is_news bool;
    v_told int := 0;
begin
    for v_group in
        select seated.team_space_id, seated.round_id, seated.no, seated.introduce_at
        from gracy.coffee_group seated
        where seated.introduce_at <= now() and seated.introduction = 'waiting'
        order by seated.introduce_at
        limit p_limit
        for update skip locked
    loop
        v_team_space_id := v_group.team_space_id;
        continue when not gracy.is_coffee_told_by_notice(v_team_space_id, v_group.introduce_at);
        v_members := gracy.coffee_group_members(v_team_space_id, v_group.round_id, v_group.no);
        v_is_news := v_group.introduce_at > now() - interval '7 days' and cardinality(v_members) > 1;
        if v_is_news then
            perform gracy.tell_coffee_group(v_team_space_id, v_group.round_id, v_group.no);
            v_told := v_told + 1;
        elsif v_group.introduce_at > now() - interval '7 days' then
            perform gracy.tell_of_no_coffee(v_team_space_id, round.program_id, v_members)
            from gracy.coffee_round round
            where round.team_space_id = v_team_space_id and round.id = v_group.round_id;
        end if;
        update gracy.coffee_group seated
        set introduction = case when v_is_news then 'by_notice' else 'dropped' end, introduce_at = null
        where seated.team_space_id = v_team_space_id and seated.round_id = v_group.round_id and seated.no = v_group.no;
    end loop;
    return v_told;
end
$$;
