-- The note of a check-in was written or taken away, in this transaction: the card of the one before goes, and the worker
-- is asked for another where the author wants it and the team space allows it. Ten a member and day; what is too much
-- says so.
create or replace function gracy.ask_for_feeling(
    p_team_space_id bigint,
    p_member_id bigint,
    p_on_date date,
    p_has_note bool) returns void
language plpgsql as $$
declare
    v_asked int;
    v_feeling_id bigint;
begin
    -- Before the card, as put_feeling_preference does.
    perform from gracy.feeling_preference said
    where said.team_space_id = p_team_space_id and said.member_id = p_member_id
    for no key update;
    delete from gracy.feeling before
    where before.team_space_id = p_team_space_id and before.member_id = p_member_id and before.on_date = p_on_date;
    if not p_has_note
       or not (select team_space.feelings from gracy.team_space where team_space.id = p_team_space_id) then
        return;
    end if;
    update gracy.feeling_preference said
    -- Who travels west comes back to a day before.
    set asked = case when said.asked_on >= p_on_date then said.asked + 1 else 1 end,
        asked_on = greatest(said.asked_on, p_on_date)
    where said.team_space_id = p_team_space_id and said.member_id = p_member_id and said.wanted
    returning said.asked into v_asked;
    if not found then
        return;
    end if;
    if v_asked > 10 then
        insert into gracy.feeling (team_space_id, member_id, on_date, state, reason, finished_at)
        values (p_team_space_id, p_member_id, p_on_date, 'failed', 'too_many', now());
        return;
    end if;
    insert into gracy.feeling as made (team_space_id, member_id, on_date)
    values (p_team_space_id, p_member_id, p_on_date)
    returning made.id into v_feeling_id;
    insert into gracy.job (kind, payload, available_at, lane, dedupe_key, max_attempts)
    values ('assistant.feeling', json_build_object('team_space_id', p_team_space_id, 'feeling_id', v_feeling_id), now(),
            'assistant', p_team_space_id || '/' || v_feeling_id, 60);
end
$$;
