-- Which of a value's two names, `name` or `name_ko`, already is a name of another value, in whatever language.
create or replace function gracy.taken_value_name(
    p_team_space_id bigint,
    p_value_id bigint,
    p_name text,
    p_name_ko text) returns text
    language plpgsql stable as $$
declare
    v_field text;
begin
    select wanted.field into v_field
    from (values (1, 'name', gracy.value_key(p_name)), (2, 'name_ko', gracy.value_key(p_name_ko)))
             as wanted(place, field, key)
    join gracy.company_value other
      on other.team_space_id = p_team_space_id and other.id <> p_value_id
         and wanted.key in (other.name_key, other.name_ko_key)
    order by wanted.place
    limit 1;
    return v_field;
end
$$;
