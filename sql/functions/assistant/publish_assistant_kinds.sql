-- The kinds of tasks that there are from now on: [{"name", "version", "title_en", "title_ko", "inputs", "output_schema"}].
-- Says how many changed. Workers that start at the same time wait for one another, so that none is half there.
create or replace function gracy.publish_assistant_kinds(p_kinds text) returns bigint
    language plpgsql as $$
declare
    v_gone bigint;
    v_changed bigint;
begin
    perform pg_advisory_xact_lock(hashtext('gracy.assistant_kind'));
    delete from gracy.assistant_kind kind
    where not exists (select from json_array_elements(p_kinds::json) given where given ->> 'name' = kind.name);
    get diagnostics v_gone = row_count;
    insert into gracy.assistant_kind as kind (name, version, title_en, title_ko, inputs, output_schema)
    select given ->> 'name', (given ->> 'version')::int, given ->> 'title_en', given ->> 'title_ko', given -> 'inputs',
           given -> 'output_schema'
    from json_array_elements(p_kinds::json) given
    on conflict (name) do update
    set version = excluded.version, title_en = excluded.title_en, title_ko = excluded.title_ko, inputs = excluded.inputs,
        output_schema = excluded.output_schema
    where (kind.version, kind.title_en, kind.title_ko, kind.inputs::text, kind.output_schema::text)
          is distinct from (excluded.version, excluded.title_en, excluded.title_ko, excluded.inputs::text,
                            excluded.output_schema::text);
    get diagnostics v_changed = row_count;
    return v_gone + v_changed;
end
$$;
