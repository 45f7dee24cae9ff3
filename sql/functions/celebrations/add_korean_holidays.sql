-- Adds Korea's public holidays of a year; days that are holidays already stay as they are. Returns how many were added.
create or replace function gracy.add_korean_holidays(
    p_team_space_id bigint,
    p_actor_id bigint,
    p_year int,
    p_request_id text) returns int
    language plpgsql as $$
declare
    v_added int;
begin
    insert into gracy.holiday (team_space_id, on_date, name, name_en, substitute)
    select p_team_space_id, given.on_date, given.name, given.name_en, given.substitute
    from gracy.korean_holidays(p_year) as given
    on conflict (team_space_id, on_date) do nothing;
    get diagnostics v_added = row_count;
    perform gracy.note_audit(p_team_space_id, p_actor_id, 'holiday.add_korean', 'holiday', p_year::text, p_request_id,
                             jsonb_build_object('added', jsonb_build_array(null, v_added)));
    return v_added;
end
$$;
