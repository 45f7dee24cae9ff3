-- Tells that a gift was taken back: whoever received it, and whoever had added to it, with what they get back in the period
-- of allowances that began at p_period_began. Who gave it does so themselves, or is told why.
create or replace function gracy.tell_of_void(p_team_space_id bigint, p_kudos_id bigint, p_period_began timestamptz)
returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, recipient.member_id, 'kudos.taken_back',
        -- What was taken back for a reason is not said again.
        case when kudos.void_reason is null
             then normalize(left('A kudos you received was taken back: ' || gracy.kudos_words(kudos.message, 'en'), 4000), nfc)
             else 'A kudos you received was taken back.' end,
        case when kudos.void_reason is null
             then normalize(left('받은 칭찬이 취소됐어요: ' || gracy.kudos_words(kudos.message, 'ko'), 4000), nfc)
             else '받은 칭찬이 취소됐어요.' end, 'kudos', p_kudos_id::text)
    from gracy.kudos
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id;
    perform gracy.notify_member(
        p_team_space_id, boost.member_id, 'kudos.taken_back',
        'Kudos that you added points to was taken back.'
            || case when boost.refunded > 0 then format(' Points that you get back: %s.', boost.refunded) else '' end,
        '점수를 더한 칭찬이 취소됐어요.'
            || case when boost.refunded > 0 then format(' %s점을 돌려받았어요.', boost.refunded) else '' end,
        'kudos', p_kudos_id::text)
    from (select added.member_id,
                 case when added.counted_on >= (p_period_began at time zone team_space.tz)::date
                      then added.points * recipients.count else 0 end as refunded
          from gracy.kudos_boost added
          join gracy.team_space on team_space.id = p_team_space_id,
               (select count(*) as count
                from gracy.kudos_recipient recipient
                where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id) as recipients
          where added.team_space_id = p_team_space_id and added.kudos_id = p_kudos_id) as boost;
end
$$;
