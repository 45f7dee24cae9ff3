-- A page of a round's groups: who sat together, not what they answered. No row for a round whose time has not come.
--
-- kind: read
-- process: nginx
-- plan: coffee_round_pkey coffee_group_pkey coffee_seat_by_group member_pkey
-- param: team_space_id bigint
-- param: round_id bigint
-- param: after_no bigint
-- param: limit int
-- param: offset int
-- column: no int
-- column: people text
select seated.no,
       (select '[' || string_agg(person_card(member.id, member.name, member.name_en, member.avatar_url), ','
                                order by member.id) || ']'
        from coffee_seat seat
        join member on member.team_space_id = $1 and member.id = seat.member_id
        where seat.team_space_id = $1 and seat.round_id = $2 and seat.group_no = seated.no)
from coffee_round round
join coffee_group seated on seated.team_space_id = $1 and seated.round_id = round.id and seated.no > $3
where round.team_space_id = $1 and round.id = $2 and round.fire_at <= now()
order by seated.no
limit $4::int offset $5::int
