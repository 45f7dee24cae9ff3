-- A page of the rounds that a member sat in, of all programs or of one, newest first, with whom they sat (a JSON array of
-- person_card). The first page begins before (9999-12-31, 0).
--
-- kind: read
-- process: nginx
-- plan: coffee_seat_by_member coffee_round_pkey|coffee_round_by_time coffee_program_pkey coffee_seat_by_group
-- param: team_space_id bigint
-- param: member_id bigint
-- param: before_at timestamptz
-- param: before_id bigint
-- param: limit int
-- param: offset int
-- param: program_id bigint?
-- column: id bigint
-- column: program_id bigint
-- column: program_name text
-- column: no int
-- column: fire_at timestamptz
-- column: asked_at timestamptz?
-- column: met bool?
-- column: people text?
select page.id, page.program_id,
       (select program.name from coffee_program program where program.team_space_id = $1 and program.id = page.program_id),
       page.no, page.fire_at, page.asked_at, page.met,
       (select '[' || string_agg(person_card(member.id, member.name, member.name_en, member.avatar_url), ','
                                order by member.id) || ']'
        from coffee_seat other
        join member on member.team_space_id = $1 and member.id = other.member_id
        where other.team_space_id = $1 and other.round_id = page.round_id and other.group_no = page.group_no)
from (
    select round.id, round.program_id, round.no, round.fire_at, seat.asked_at, seat.met, seat.round_id, seat.group_no
    from coffee_seat seat
    join coffee_round round on round.team_space_id = $1 and round.id = seat.round_id
    where seat.team_space_id = $1 and seat.member_id = $2 and round.fire_at <= now()
          and (round.fire_at, round.id) < ($3, $4)
          and ($7::bigint is null or round.program_id = $7)
    order by round.fire_at desc, round.id desc
    limit $5::int offset $6::int
) as page
order by page.fire_at desc, page.id desc
