-- From when on a round may be made: a quarter of an hour ahead, and up to ten minutes more, another for each program, so
-- that those of 12:30 do not all come at once.
create or replace function gracy.coffee_prepare_at(p_team_space_id bigint, p_program_id bigint, p_round_at timestamptz)
    returns timestamptz
    language sql immutable parallel safe
    return p_round_at - interval '15 minutes'
           - interval '1 second' * (abs(hashint8(p_team_space_id * 1000003 + p_program_id)::bigint) % 600);
