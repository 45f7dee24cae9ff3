-- Tells whoever received a gift of it, in whichever way it was given: an answer in a channel is read by who is there. Of an
-- anonymous one they do not learn who gave it.
create or replace function gracy.tell_of_gift(p_team_space_id bigint, p_kudos_id bigint) returns void
    language plpgsql as $$
begin
    perform gracy.notify_member(
        p_team_space_id, recipient.member_id, 'kudos.received',
        normalize(left(format('%s thanked you (%s, %s): %s', coalesce(gracy.name_in('en', giver.name, giver.name_en), 'Somebody'),
                              value.name, gracy.counted(kudos.points, 'point'), gracy.kudos_words(kudos.message, 'en')), 4000), nfc),
        normalize(left(format('%s 칭찬을 보냈어요 (%s, %s점): %s', coalesce(giver.name || '님이', '누군가'),
                              coalesce(value.name_ko, value.name), kudos.points, gracy.kudos_words(kudos.message, 'ko')), 4000), nfc),
        'kudos', p_kudos_id::text)
    from gracy.kudos
    join gracy.kudos_recipient recipient
      on recipient.team_space_id = p_team_space_id and recipient.kudos_id = kudos.id
    join gracy.company_value value on value.team_space_id = p_team_space_id and value.id = kudos.value_id
    left join gracy.member giver
           on giver.team_space_id = p_team_space_id and giver.id = kudos.giver_id and kudos.visibility <> 'anonymous'
    where kudos.team_space_id = p_team_space_id and kudos.id = p_kudos_id;
end
$$;
