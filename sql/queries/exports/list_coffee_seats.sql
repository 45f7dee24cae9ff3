-- A page of the rounds that a member sat in, with whom, as JSON; newest first. Not what anybody answered afterwards. The first
-- begins before 9223372036854775807.
--
-- kind: bulk
-- process: worker
-- plan: coffee_seat_by_member coffee_round_pkey|coffee_round_by_time coffee_program_pkey coffee_seat_by_group
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_id bigint
-- param: limit int
-- column: id bigint
-- column: document text
select page.id,
       json_build_object('round_id', page.id::text,
                         'program', (select program.name from coffee_program program
                                     where program.team_space_id = $1 and program.id = page.program_id),
                         'no', page.no, 'fire_at', page.fire_at,
                         'people', (select '[' || string_agg(person_card(member.id, member.name, member.name_en, member.avatar_url),
                                                             ',' order by member.id) || ']'
                                    from coffee_seat other
                                    join member on member.team_space_id = $1 and member.id = other.member_id
                                    where other.team_space_id = $1 and other.round_id = page.id
                                          and other.group_no = page.group_no)::json)::text
from (
    select round.id, round.program_id, round.no, round.fire_at, seat.group_no
    from coffee_seat seat
    join coffee_round round on round.team_space_id = $1 and round.id = seat.round_id
    where seat.team_space_id = $1 and seat.member_id = $2 and seat.round_id < $3 and round.fire_at <= now()
    order by seat.round_id desc
    limit $4::int
) as page
order by page.id desc
