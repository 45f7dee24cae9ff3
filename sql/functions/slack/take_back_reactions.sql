-- A message was deleted, and the kudos that reactions to it gave are taken back, as if each of them had been removed: those
-- of the last 24 hours. Their givers are told. How many were.
create or replace function gracy.take_back_reactions(p_team_id text, p_enterprise_id text, p_channel text, p_message_ts text)
returns int
    language plpgsql as $$
declare
    v_team_space_id bigint := (gracy.slack_home(p_team_id, p_enterprise_id)).team_space_id;
    v_given record;
    v_count int := 0;
begin
    for v_given in
        select given.kudos_id, kudos.giver_id, given.reaction
        from gracy.slack_reaction_kudos given
        join gracy.kudos on kudos.team_space_id = v_team_space_id and kudos.id = given.kudos_id
        where given.team_space_id = v_team_space_id and given.team_id = p_team_id and given.channel = p_channel
              and given.message_ts = p_message_ts
        order by given.user_id, given.reaction
        for update of given
    loop
        continue when (select voided.outcome
                       from gracy.void_kudos(v_team_space_id, v_given.giver_id, v_given.kudos_id, 0, null, null) as voided) <> 'ok';
        v_count := v_count + 1;
        perform gracy.notify_member(
            v_team_space_id, v_given.giver_id, 'kudos.taken_back',
            format('The message with your :%s: was deleted, and the kudos that it gave was taken back.', v_given.reaction),
            format(':%s: 반응을 남긴 메시지가 삭제되어, 그 반응으로 보낸 칭찬이 취소됐어요.', v_given.reaction),
            'kudos', v_given.kudos_id::text);
    end loop;
    return v_count;
end
$$;
