-- Stores what a digest says and tells it, once, to those who may see the numbers of the whole team space: false when that
-- is done, or digests are switched off since. What a call had set aside, and never told the price of, counts as spent.
create or replace function gracy.finish_culture_digest(
    p_team_space_id bigint,
    p_digest_id bigint,
    p_text_en text,
    p_text_ko text,
    p_written_by text,
    p_reason text)
returns bool language plpgsql as $$
declare
    v_digest record;
begin
    select digest.week_start, digest.reserved, digest.paid_on, digest.paid_as into v_digest
    from gracy.culture_digest digest
    join gracy.team_space on team_space.id = p_team_space_id and team_space.culture_digest
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id and digest.state = 'queued'
    for no key update of digest;
    if not found then
        return false;
    end if;
    if v_digest.paid_on is not null then
        perform gracy.book_kind_cost(p_team_space_id, v_digest.paid_as, v_digest.paid_on, v_digest.reserved, v_digest.reserved);
    end if;
    update gracy.culture_digest digest
    set state = 'done', text_en = p_text_en, text_ko = p_text_ko, written_by = p_written_by, reason = p_reason,
        finished_at = now(), reserved = 0, paid_on = null, paid_as = null
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id;
    perform gracy.notify_member(p_team_space_id, reader.member_id, 'culture.digest', p_text_en, p_text_ko, 'week',
                                v_digest.week_start::text)
    from (select distinct held.member_id
          from gracy.role_grant held
          join gracy.member on member.team_space_id = p_team_space_id and member.id = held.member_id
                               and member.status = 'active'
          where held.team_space_id = p_team_space_id and held.scope_kind = 'team_space'
                and held.role in ('owner', 'admin', 'hr_reader')) as reader;
    return true;
end
$$;
