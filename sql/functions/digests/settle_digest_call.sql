-- Books what a call cost for which p_reserved was set aside: 0 when no server answered. False when it is booked already,
-- as it is when the digest is gone.
create or replace function gracy.settle_digest_call(
    p_team_space_id bigint,
    p_digest_id bigint,
    p_reserved bigint,
    p_cost bigint)
returns bool language plpgsql as $$
declare
    v_digest record;
begin
    select digest.paid_on, digest.paid_as into v_digest
    from gracy.culture_digest digest
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id and digest.paid_on is not null
          and digest.reserved = p_reserved
    for no key update;
    if not found then
        return false;
    end if;
    perform gracy.book_kind_cost(p_team_space_id, v_digest.paid_as, v_digest.paid_on, p_reserved, p_cost);
    update gracy.culture_digest digest
    set reserved = 0, paid_on = null, paid_as = null
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id;
    return true;
end
$$;
