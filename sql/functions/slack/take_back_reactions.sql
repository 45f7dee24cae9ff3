-- A message was deleted, and the kudos that reactions to it gave are taken back, as if each of them had been removed: those
-- of the last 24 hours. Their givers are told. How many were.
create or replace function gracy.take_back_reactions(p_team_id text, p_enterprise_id text, p_channel text, p_message_ts text)
returns int
    language plpgsql
    set enable_sort = on
    as $$
declare
    v_team_space_id bigint := (gracy.slack_home(p_team_id, p_enterprise_id)).team_space_id;
    v_kudos_ids bigint[];
begin
    -- All of them before anything else is: the reactions, then the gifts.
    v_kudos_ids := array(
        select given.kudos_id
        from gracy.slack_reaction_kudos given
        where given.team_space_id = v_team_space_id and given.team_id = p_team_id and given.channel = p_channel
              and given.message_ts = p_message_ts and given.kudos_id is not null
        order by given.user_id, given.reaction
        for update);
    v_kudos_ids := array(
        select kudos.id
        from gracy.kudos
        where kudos.team_space_id = v_team_space_id and kudos.id = any (v_kudos_ids) and kudos.voided_at is null
              and kudos.created_at >= now() - interval '24 hours'
        order by kudos.id
        for no key update);
    perform gracy.take_back_gifts(v_team_space_id, v_kudos_ids, null, null);
    perform gracy.notify_member(
        v_team_space_id, kudos.giver_id, 'kudos.taken_back',
        format('The message with your :%s: was deleted, and the kudos that it gave was taken back.', given.reaction),
        format(':%s: 반응을 남긴 메시지가 삭제되어, 그 반응으로 보낸 칭찬이 취소됐어요.', given.reaction),
        'kudos', kudos.id::text)
    from gracy.slack_reaction_kudos given
    join gracy.kudos on kudos.team_space_id = v_team_space_id and kudos.id = given.kudos_id
    where given.team_space_id = v_team_space_id and given.team_id = p_team_id and given.channel = p_channel
          and given.message_ts = p_message_ts and given.kudos_id = any (v_kudos_ids);
    return cardinality(v_kudos_ids);
end
$$;
