-- Kudos given over the HTTP API, and the gift as its giver sees it: null when there is none, as of one given before and taken back
-- since.
create or replace function gracy.give_kudos(
    p_team_space_id bigint,
    p_giver_id bigint,
    p_recipient_ids bigint[],
    p_value_name text,
    p_points int,
    p_message text,
    p_visibility text,
    p_idempotency_key text,
    p_request_hash bytea)
    returns table (
        outcome text, kudos_id bigint, allowance_left int, subject text,
        id bigint, giver_id bigint, giver_name text, giver_name_en text, giver_avatar_url text, value_name text, message text, points int,
        visibility text, source text, created_at timestamptz, edited_at timestamptz, version int, boosts int, boost_points int,
        my_boost int, mine bool, recipients text, slack_permalink text)
    language plpgsql as $$
declare
    v_given record;
begin
    v_given := gracy.record_kudos(p_team_space_id, p_giver_id, p_recipient_ids, p_value_name, p_points, p_message,
                                  p_visibility, 'api', 'POST /api/v1/kudos', p_idempotency_key, p_request_hash);
    return query
        select v_given.outcome, v_given.kudos_id, v_given.allowance_left, v_given.subject, gift.*
        from (values (v_given.kudos_id)) as given(id)
        left join gracy.seen_kudos(p_team_space_id, p_giver_id, given.id) as gift on true;
end
$$;
