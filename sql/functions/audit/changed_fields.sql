-- {"field": [before, after]} of what differs between two rows, for the audit log.
create or replace function gracy.changed_fields(p_before jsonb, p_after jsonb) returns jsonb
    language sql immutable parallel safe as $$
    select coalesce(jsonb_object_agg(after.key, jsonb_build_array(p_before -> after.key, after.value)), '{}')
    from jsonb_each(p_after) after
    where after.key not in ('version', 'updated_at', 'search_text') and p_before -> after.key is distinct from after.value
$$;
