-- Tells whoever received a gift that somebody has added points to it, or taken them back (less than nothing), and its giver,
-- too.
create or replace function gracy.tell_of_boost(p_team_space_id bigint, p_kudos_id bigint, p_booster_id bigint, p_points int)
returns void
    language plpgsql as $$
declare
    v_verb_en constant text := case when p_points > 0 then 'added %s to' else 'took back the %s added to' end;
    v_verb_ko constant text := case when p_points > 0 then '%s점을 더했어요.' else '더한 %s점을 취소했어요.' end;
begin
    perform gracy.notify_member(
        p_team_space_id, told.member_id, 'kudos.boosted',
        format('%s %s kudos that you %s.', gracy.name_in('en', booster.name, booster.name_en),
               format(v_verb_en, gracy.counted(abs(p_points), 'point')),
               case when told.received then 'received' else 'gave' end),
        format('%s님이 %s 칭찬에 %s', booster.name, case when told.received then '받은' else '보낸' end,
               format(v_verb_ko, abs(p_points))),
        'kudos', p_kudos_id::text)
    from gracy.member booster,
         (select recipient.member_id, true as received
          from gracy.kudos_recipient recipient
          where recipient.team_space_id = p_team_space_id and recipient.kudos_id = p_kudos_id
          union all
          select kudos.giver_id, false
          from gracy.kudos
          where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id) as told
    where booster.team_space_id = p_team_space_id and booster.id = p_booster_id;
end
$$;
