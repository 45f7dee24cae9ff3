-- For a moment nobody reads members: nothing is looked through here.
drop index gracy.member_by_email;
alter index gracy.member_of_email rename to member_by_email;
drop index gracy.company_value_by_name;
alter index gracy.company_value_of_name rename to company_value_by_name;
drop index gracy.company_value_by_name_ko;
alter index gracy.company_value_of_name_ko rename to company_value_by_name_ko;

-- Leaderboards forget who leaves and remember who comes back. A change of a member lets gifts to them go on; one of this kind
-- does not, as count_points has it.
create or replace function gracy.show_on_leaderboards() returns trigger
    language plpgsql as $$
begin
    perform from gracy.member
    where member.team_space_id = new.team_space_id and member.id = new.id
    for update;
    -- In the order in which gifts take them.
    perform
    from gracy.leaderboard
    where leaderboard.team_space_id = new.team_space_id and leaderboard.member_id = new.id
    order by leaderboard.metric, leaderboard.period, leaderboard.period_start
    for no key update;
    update gracy.leaderboard
    set shown = new.status in ('active', 'on_leave')
                and not exists (select from gracy.leaderboard_opt_out
                                where leaderboard_opt_out.team_space_id = new.team_space_id
                                      and leaderboard_opt_out.member_id = new.id)
    where leaderboard.team_space_id = new.team_space_id and leaderboard.member_id = new.id;
    return null;
end
$$;
