-- A round that a member sat in, with whom they sat.
--
-- kind: read
-- process: nginx
-- plan: coffee_seat_pkey|coffee_seat_by_member coffee_round_pkey coffee_program_pkey coffee_seat_by_group
-- param: team_space_id bigint
-- param: member_id bigint
-- param: id bigint
-- column: id bigint
-- column: program_id bigint
-- column: program_name text
-- column: no int
-- column: fire_at timestamptz
-- column: asked_at timestamptz?
-- column: met bool?
-- column: people text?
select round.id, round.program_id,
       (select program.name from coffee_program program where program.team_space_id = $1 and program.id = round.program_id),
       round.no, round.fire_at, seat.asked_at, seat.met,
       (select '[' || string_agg(person_card(member.id, member.name, member.name_en, member.avatar_url), ','
                                order by member.id) || ']'
        from coffee_seat other
        join member on member.team_space_id = $1 and member.id = other.member_id
        where other.team_space_id = $1 and other.round_id = seat.round_id and other.group_no = seat.group_no)
from coffee_seat seat
join coffee_round round on round.team_space_id = $1 and round.id = seat.round_id
where seat.team_space_id = $1 and seat.member_id = $2 and seat.round_id = $3 and round.fire_at <= now()
