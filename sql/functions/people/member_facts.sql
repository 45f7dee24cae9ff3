-- A member as changes are found in it: without what is computed.
create or replace function gracy.member_facts(p_member gracy.member) returns jsonb
    language sql immutable parallel safe as $$
    select to_jsonb(p_member) - '{search_text,search_grams,email_key,department_name}'::text[]
$$;
