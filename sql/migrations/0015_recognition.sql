-- Recognition, whole: rules that an administrator sets, gifts that can be anonymous, edited, boosted and taken back,
-- search in what was said, and counters for leaderboards and networks.

-- The rules of a team space. There always is a row. Takes the place of allowance_policy, which stays for a version of
-- the module that knows nothing else until the next release drops it.
create table gracy.recognition_policy (
    team_space_id bigint primary key references gracy.team_space (id) on delete cascade,
    -- Everybody gets `points` at the beginning of each period; nothing is carried over.
    period text not null default 'monthly' check (period in ('weekly', 'biweekly', 'monthly', 'quarterly')),
    points int not null default 100 check (points between 0 and 1000000),
    -- When these terms began: the first period of another length may begin in the middle of its week or month.
    since date not null default '-infinity',
    -- What comes at the end of the present period, when something else does. A raise does not wait.
    next_period text check (next_period in ('weekly', 'biweekly', 'monthly', 'quarterly')),
    next_points int check (next_points between 0 and 1000000),
    next_since date,
    check (num_nulls(next_period, next_points, next_since) in (0, 3)),
    -- The reference advises 10. One lets every message through that says anything.
    shortest_message int not null default 1 check (shortest_message between 1 and 200),
    -- Against trading kudos: gifts from one person to another in a day, and the share of a period's allowance that
    -- one person may get of another's. Null: no limit.
    pair_gifts_a_day int default 3 check (pair_gifts_a_day between 1 and 1000),
    pair_percent int default 30 check (pair_percent between 1 and 100),
    leaderboards bool not null default true,
    -- The last rank that is shown; null: all.
    leaderboard_top int check (leaderboard_top between 1 and 1000),
    updated_at timestamptz not null default now(),
    version int not null default 1
);
create trigger recognition_policy_version before update on gracy.recognition_policy
    for each row execute function gracy.count_version();
select gracy.protect_table('recognition_policy', true);

create function gracy.add_recognition_policy() returns trigger
    language plpgsql as $$
begin
    insert into gracy.recognition_policy (team_space_id) values (new.id);
    return null;
end
$$;
create trigger team_space_recognition_policy after insert on gracy.team_space
    for each row execute function gracy.add_recognition_policy();
insert into gracy.recognition_policy (team_space_id, points)
select team_space.id, coalesce(policy.monthly_points, 100)
from gracy.team_space left join gracy.allowance_policy policy on policy.team_space_id = team_space.id;

alter table gracy.company_value
    add created_at timestamptz not null default now(),
    add updated_at timestamptz not null default now(),
    add version int not null default 1;
create trigger company_value_version before update on gracy.company_value
    for each row execute function gracy.count_version();

-- `boost`: what an administrator added for this period alone. A period begins where the policy says.
alter table gracy.allowance_period
    add boost int not null default 0 check (boost between 0 and 1000000),
    drop constraint allowance_never_overspent,
    drop constraint allowance_period_period_start_check,
    add constraint allowance_never_overspent check (spent <= granted + boost);
-- Whose allowance shrinks at the moment of an anonymous gift gave it: not for reports.
drop policy reporting on gracy.allowance_period;
revoke select on gracy.allowance_period from gracy_report;

-- Visibility: a private gift is seen by its giver and its recipients. An anonymous one is seen by everybody, its giver
-- by nobody: every statement that shows gifts reads shown_kudos, which has no giver for it.
alter table gracy.kudos
    drop constraint kudos_visibility_check,
    add constraint kudos_visibility_check check (visibility in ('public', 'private', 'anonymous')),
    add edited_at timestamptz,
    -- Taken back: by the giver, or by somebody who manages recognition and said why.
    add voided_at timestamptz,
    add voided_by bigint,
    add void_reason text check (void_reason is nfc normalized and length(void_reason) between 1 and 500),
    add updated_at timestamptz not null default now(),
    add version int not null default 1,
    add check ((voided_at is null) = (voided_by is null));
create trigger kudos_version before update on gracy.kudos
    for each row execute function gracy.count_version();
create index kudos_voided on gracy.kudos (team_space_id, id) where voided_at is not null;
-- For a giver_id that somebody else asks for: no anonymous gift is even passed over on the way.
create index kudos_by_named_giver on gracy.kudos (team_space_id, giver_id, created_at desc, id desc)
    where visibility <> 'anonymous' and voided_at is null;
drop policy reporting on gracy.kudos;
create policy reporting on gracy.kudos for select to gracy_report
    using (team_space_id = gracy.current_team_space() and visibility = 'public' and voided_at is null);

-- Pairs of neighbouring letters without white space: Korean is found whichever way its words were spaced.
create function gracy.message_grams(message text) returns text[]
    language plpgsql immutable strict parallel safe as $$
declare
    grams text[] := '{}';
    before text;
    letter text;
begin
    foreach letter in array string_to_array(gracy.fold_text(message), null) loop
        if before is not null then
            grams := grams || (before || letter);
        end if;
        before := letter;
    end loop;
    return grams;
end
$$;
-- An index of an expression: stored in the row as well, the grams would be ten times the message.
create index kudos_search on gracy.kudos using gin (team_space_id, gracy.message_grams(message));

-- Points that somebody else adds to a gift from their own allowance, for each of its recipients. Once a person.
create table gracy.kudos_boost (
    team_space_id bigint not null,
    kudos_id bigint not null,
    member_id bigint not null,
    points int not null check (points between 1 and 1000000),
    created_at timestamptz not null default now(),
    primary key (team_space_id, kudos_id, member_id),
    foreign key (team_space_id, kudos_id) references gracy.kudos (team_space_id, id) on delete cascade,
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id)
);
create index kudos_boost_by_member on gracy.kudos_boost (team_space_id, member_id, created_at desc, kudos_id);
select gracy.protect_table('kudos_boost', false);

-- What may be shown of gifts, to whoever may see them: the giver of an anonymous one stops here. Ask for one gift at a
-- time (a lateral join), so that nothing is read for gifts that are on no page.
create view gracy.shown_kudos with (security_invoker = true) as
select kudos.team_space_id, kudos.id,
       case when kudos.visibility <> 'anonymous' then kudos.giver_id end as giver_id,
       case when kudos.visibility <> 'anonymous' then
           (select giver.name from gracy.member giver
            where giver.team_space_id = kudos.team_space_id and giver.id = kudos.giver_id)
       end as giver_name,
       (select value.name from gracy.company_value value
        where value.team_space_id = kudos.team_space_id and value.id = kudos.value_id) as value_name,
       kudos.message, kudos.points, kudos.visibility, kudos.source, kudos.created_at, kudos.edited_at, kudos.version,
       boosts.count as boosts, boosts.points as boost_points,
       (select '[' || string_agg('{"id":"' || member.id || '","name":' || to_json(member.name) || '}', ','
                                 order by recipient.position) || ']'
        from gracy.kudos_recipient recipient
        join gracy.member on member.team_space_id = recipient.team_space_id and member.id = recipient.member_id
        where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id) as recipients
from gracy.kudos
cross join lateral (select count(*)::int as count, coalesce(sum(boost.points), 0)::int as points
                    from gracy.kudos_boost boost
                    where boost.team_space_id = kudos.team_space_id and boost.kudos_id = kudos.id) as boosts
where kudos.voided_at is null;
grant select on gracy.shown_kudos to gracy_app;

-- Who does not want to be on leaderboards.
create table gracy.leaderboard_opt_out (
    team_space_id bigint not null,
    member_id bigint not null,
    since timestamptz not null default now(),
    primary key (team_space_id, member_id),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
);
select gracy.protect_table('leaderboard_opt_out', false);

-- Points and gifts of a member in a calendar week, month, quarter or year of the team space. Kept by the same
-- transaction as what they count; rows of several members are taken in the order of the primary key, so nobody waits
-- in a circle, and gifts meet only where they are to the same person.
--
-- What counts: public gifts and boosts, for the giver and the recipients. An anonymous gift counts for its recipients
-- alone, a private one for nobody: both would show in the numbers what they hide. What is taken back is taken out.
create table gracy.leaderboard (
    team_space_id bigint not null,
    member_id bigint not null,
    metric text not null check (metric in ('given', 'received')),
    period text not null check (period in ('week', 'month', 'quarter', 'year')),
    period_start date not null,
    points int not null,
    gifts int not null,
    -- Neither gone from the company nor opted out.
    shown bool not null default true,
    primary key (team_space_id, member_id, metric, period, period_start),
    foreign key (team_space_id, member_id) references gracy.member (team_space_id, id) on delete cascade
) with (fillfactor = 80);
create index leaderboard_ranking on gracy.leaderboard
    (team_space_id, metric, period, period_start, points desc, member_id desc) where shown and points > 0;
select gracy.protect_table('leaderboard', false);

-- Who thanked whom in a month: what network measures are computed from, which leave the database as aggregates only.
-- Public and private gifts are in it, boosts are not, and anonymous gifts are not: nobody can work back to their givers
-- from any aggregate when no aggregate has ever seen them. A pair without gifts has no row.
create table gracy.recognition_edge (
    team_space_id bigint not null,
    giver_id bigint not null,
    month date not null check (extract(day from month) = 1),
    receiver_id bigint not null,
    gifts int not null,
    points int not null,
    primary key (team_space_id, giver_id, month, receiver_id),
    foreign key (team_space_id, giver_id) references gracy.member (team_space_id, id) on delete cascade,
    foreign key (team_space_id, receiver_id) references gracy.member (team_space_id, id) on delete cascade
) with (fillfactor = 90);
create index recognition_edge_by_receiver on gracy.recognition_edge (team_space_id, receiver_id, month, giver_id);
select gracy.protect_table('recognition_edge', false);

-- The first day of the calendar period that a day is in.
create function gracy.leaderboard_start(period text, day date) returns date
    language sql immutable strict parallel safe
    return date_trunc(period, day::timestamp)::date;

-- What the counters should say, from the gifts themselves: fills them here and in the demo, and the tests compare.
create view gracy.leaderboard_recount with (security_invoker = true) as
with counted as (
    select kudos.team_space_id, giver_id as member_id, 'given' as metric, kudos.created_at as at,
           kudos.points * (select count(*) from gracy.kudos_recipient recipient
                           where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id)
               as points, 1 as gifts
    from gracy.kudos where visibility = 'public' and voided_at is null
    union all
    select kudos.team_space_id, recipient.member_id, 'received', kudos.created_at, recipient.points, 1
    from gracy.kudos
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id
    where visibility in ('public', 'anonymous') and voided_at is null
    union all
    select kudos.team_space_id, boost.member_id, 'given', boost.created_at,
           boost.points * (select count(*) from gracy.kudos_recipient recipient
                           where recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id), 0
    from gracy.kudos
    join gracy.kudos_boost boost on boost.team_space_id = kudos.team_space_id and boost.kudos_id = kudos.id
    where voided_at is null
    union all
    select kudos.team_space_id, recipient.member_id, 'received', boost.created_at, boost.points, 0
    from gracy.kudos
    join gracy.kudos_boost boost on boost.team_space_id = kudos.team_space_id and boost.kudos_id = kudos.id
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id
    where voided_at is null
)
select counted.team_space_id, counted.member_id, metric, span.period,
       gracy.leaderboard_start(span.period, (at at time zone team_space.tz)::date) as period_start,
       sum(points)::int as points, sum(gifts)::int as gifts,
       bool_and(member.status in ('active', 'on_leave')
                and not exists (select from gracy.leaderboard_opt_out
                                where leaderboard_opt_out.team_space_id = counted.team_space_id
                                      and leaderboard_opt_out.member_id = counted.member_id)) as shown
from counted
join gracy.team_space on team_space.id = counted.team_space_id
join gracy.member on member.team_space_id = counted.team_space_id and member.id = counted.member_id,
     unnest(array['week', 'month', 'quarter', 'year']) as span(period)
group by counted.team_space_id, counted.member_id, metric, span.period, period_start;

create view gracy.recognition_edge_recount with (security_invoker = true) as
select kudos.team_space_id, kudos.giver_id,
       gracy.leaderboard_start('month', (kudos.created_at at time zone team_space.tz)::date) as month,
       recipient.member_id as receiver_id, count(*)::int as gifts, sum(recipient.points)::int as points
from gracy.kudos
join gracy.team_space on team_space.id = kudos.team_space_id
join gracy.kudos_recipient recipient
  on recipient.team_space_id = kudos.team_space_id and recipient.kudos_id = kudos.id
where visibility <> 'anonymous' and voided_at is null
group by 1, 2, 3, 4;

insert into gracy.leaderboard (team_space_id, member_id, metric, period, period_start, points, gifts, shown)
select team_space_id, member_id, metric, period, period_start, points, gifts, shown from gracy.leaderboard_recount;
insert into gracy.recognition_edge (team_space_id, giver_id, month, receiver_id, gifts, points)
select team_space_id, giver_id, month, receiver_id, gifts, points from gracy.recognition_edge_recount;

-- Leaderboards forget who leaves and remember who comes back.
create function gracy.show_on_leaderboards() returns trigger
    language plpgsql as $$
begin
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
create trigger member_leaderboards after update of status on gracy.member
    for each row when ((old.status in ('active', 'on_leave')) <> (new.status in ('active', 'on_leave')))
    execute function gracy.show_on_leaderboards();
