-- Recognition in numbers, by group and period: what members did, rolled up by the worker member by member, and what
-- groups may show of it.
--
-- Gifts that are public or private count for both sides; an anonymous one counts for its recipients alone, so that no
-- number has ever seen its giver. What was taken back does not count.

-- Everybody who works here now, in every group that numbers are shown of. `subtree` is what is below a manager, who is
-- not one of them.
create view gracy.analytics_group_member with (security_invoker = true) as
select member.team_space_id, 'team_space' as group_kind, 0::bigint as group_id, member.id as member_id
from gracy.member where member.status in ('active', 'on_leave')
union all
select member.team_space_id, 'department', edge.ancestor_id, member.id
from gracy.member
join gracy.department_edge edge
  on edge.team_space_id = member.team_space_id and edge.department_id = member.department_id
where member.status in ('active', 'on_leave')
union all
select member.team_space_id, 'location', member.location_id, member.id
from gracy.member where member.status in ('active', 'on_leave') and member.location_id is not null
union all
select member.team_space_id, 'team', team_member.team_id, member.id
from gracy.member
join gracy.team_member on team_member.team_space_id = member.team_space_id and team_member.member_id = member.id
where member.status in ('active', 'on_leave')
union all
select member.team_space_id, 'subtree', edge.ancestor_id, member.id
from gracy.member
join gracy.member_edge edge
  on edge.team_space_id = member.team_space_id and edge.member_id = member.id and edge.depth > 0
where member.status in ('active', 'on_leave');
grant select on gracy.analytics_group_member to gracy_app;

-- How far the roll-up of a period has come. A closed period becomes final; the running ones are rolled up again and
-- again, which is today's increment.
create table gracy.analytics_unit (
    team_space_id bigint not null references gracy.team_space (id),
    grain text not null check (grain in ('week', 'month')),
    period_start date not null,
    -- Members are rolled up in the order of their ids; 0: none yet, or all.
    after_id bigint not null default 0,
    rolled_at timestamptz,
    final bool not null default false,
    primary key (team_space_id, grain, period_start)
);
create index analytics_unit_due on gracy.analytics_unit (rolled_at nulls first) where not final;
select gracy.protect_table('analytics_unit', false);

create table gracy.member_activity (
    team_space_id bigint not null,
    grain text not null,
    period_start date not null,
    member_id bigint not null,
    gifts_given int not null,
    points_given int not null,
    -- To somebody of another department.
    cross_given int not null,
    gifts_received int not null,
    points_received int not null,
    primary key (team_space_id, grain, period_start, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
create index member_activity_by_member on gracy.member_activity (team_space_id, member_id);
select gracy.protect_table('member_activity', false);

-- Without values where too few people stand behind them.
create table gracy.group_activity (
    team_space_id bigint not null,
    group_kind text not null,
    group_id bigint not null,
    grain text not null,
    period_start date not null,
    members int not null,
    -- too_few: fewer members than the threshold; complement: it would give away a group that is too small.
    withheld text check (withheld in ('too_few', 'complement')),
    givers int,
    receivers int,
    -- Who gave or received.
    participants int,
    gifts int,
    points int,
    cross_gifts int,
    -- Of months: who thanked whom, and how many of them each other.
    pairs int,
    mutual_pairs int,
    -- Neither gave nor received in the month; null when they are so few that they would be known.
    isolated int,
    primary key (team_space_id, group_kind, group_id, grain, period_start),
    check (withheld is null or (givers is null and gifts is null and pairs is null and isolated is null))
);
select gracy.protect_table('group_activity', true);

create table gracy.group_value_activity (
    team_space_id bigint not null,
    group_kind text not null,
    group_id bigint not null,
    grain text not null,
    period_start date not null,
    value_id bigint not null,
    gifts int not null,
    primary key (team_space_id, group_kind, group_id, grain, period_start, value_id),
    foreign key (team_space_id, value_id) references gracy.company_value (team_space_id, id) on delete cascade
);
create index group_value_activity_by_value on gracy.group_value_activity (team_space_id, value_id);
select gracy.protect_table('group_value_activity', true);
