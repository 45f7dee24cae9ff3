-- A line of the audit log as the bytes that its hash is of: every column, in JSON, which keeps nulls and text apart.
create or replace function gracy.audit_line(p_line gracy.audit_log) returns bytea
    language sql stable parallel safe as $$
    select convert_to(jsonb_build_array(p_line.team_space_id, p_line.id, extract(epoch from p_line.at), p_line.actor_id,
                                        p_line.action, p_line.target_kind, p_line.target_id, p_line.request_id,
                                        p_line.diff)::text, 'UTF8')
$$;
