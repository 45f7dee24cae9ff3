-- Notes in the outbox what is to be told of one thing, while changes are captured.
create or replace function gracy.capture_change(p_team_space_id bigint, p_entity text, p_id bigint) returns void
    language plpgsql as $$
declare
    v_document jsonb;
begin
    if exists (select from gracy.change_capture capture where capture.entity = p_entity and capture.since is not null) then
        -- Read first, and thereby locked: only then comes the number.
        v_document := gracy.change_document(p_team_space_id, p_entity, p_id);
        insert into gracy.change_outbox (team_space_id, entity, entity_id, document)
        values (p_team_space_id, p_entity, p_id, v_document);
    end if;
end
$$;
