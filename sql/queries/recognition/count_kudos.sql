-- How many gifts the viewer may see. Counted as all, less those taken back and the private ones, and again those that the
-- viewer gave or received (nobody does both), because only these few need a look at the row.
--
-- kind: read
-- process: nginx
-- plan: kudos_pkey|kudos_feed kudos_voided kudos_private kudos_recipient_by_member
-- param: team_space_id bigint
-- param: viewer_id bigint
-- column: total bigint
select (select count(*) from kudos where kudos.team_space_id = $1)
     - (select count(*) from kudos where kudos.team_space_id = $1 and kudos.voided_at is not null)
     - (select count(*) from kudos
        where kudos.team_space_id = $1 and kudos.visibility = 'private' and kudos.voided_at is null)
     + (select count(*) from kudos
        where kudos.team_space_id = $1 and kudos.visibility = 'private' and kudos.giver_id = $2
              and kudos.voided_at is null)
     + (select count(*)
        from kudos_recipient recipient
        join kudos on kudos.team_space_id = $1 and kudos.id = recipient.kudos_id and kudos.visibility = 'private'
                      and kudos.voided_at is null
        where recipient.team_space_id = $1 and recipient.member_id = $2)
