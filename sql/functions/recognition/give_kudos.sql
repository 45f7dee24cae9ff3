-- Kudos given over the HTTP API.
create or replace function gracy.give_kudos(
    p_team_space_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_value_name text,
    p_points int,
    p_message text,
    p_visibility text,
    p_idempotency_key text,
    p_request_hash bytea,
    out outcome text,
    out kudos_id bigint,
    out allowance_left int,
    out subject text)
language plpgsql as $$
declare
    v_given record;
begin
    v_given := gracy.record_kudos(p_team_space_id, p_giver_id, p_recipient_ids, p_value_name, p_points, p_message,
                                  p_visibility, 'api', 'POST /api/v1/kudos', p_idempotency_key, p_request_hash);
    outcome := v_given.outcome;
    kudos_id := v_given.kudos_id;
    allowance_left := v_given.allowance_left;
    subject := v_given.subject;
end
$$;
