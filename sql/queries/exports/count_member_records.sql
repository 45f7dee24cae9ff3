-- How many records the file about a member has, for its progress: the member's own row is one.
--
-- kind: bulk
-- process: worker
-- plan: kudos_by_named_giver kudos_recipient_by_member kudos_pkey coffee_seat_by_member coffee_round_pkey|coffee_round_by_time announcement_recipient_by_member hr_ticket_by_member
-- param: team_space_id bigint
-- param: member_id bigint
-- column: total bigint
select 1
       + (select count(*)
          from kudos
          where kudos.team_space_id = $1 and kudos.voided_at is null and kudos.giver_id = $2
                and kudos.visibility <> 'anonymous' and kudos.visibility <> 'private')
       + (select count(*)
          from kudos_recipient received
          join kudos on kudos.team_space_id = $1 and kudos.id = received.kudos_id
          where received.team_space_id = $1 and received.member_id = $2 and kudos.voided_at is null
                and kudos.visibility <> 'private')
       + (select count(*)
          from coffee_seat seat
          join coffee_round round on round.team_space_id = $1 and round.id = seat.round_id
          where seat.team_space_id = $1 and seat.member_id = $2 and round.fire_at <= now())
       + (select count(*)
          from announcement_recipient recipient
          where recipient.team_space_id = $1 and recipient.member_id = $2 and recipient.recall is distinct from 'stopped')
       + (select count(*)
          from hr_ticket ticket
          where ticket.team_space_id = $1 and ticket.member_id = $2)
