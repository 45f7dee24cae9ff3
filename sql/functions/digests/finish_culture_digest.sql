-- Stores what a digest says and tells it, once, to those who may see the numbers of the whole team space: false when that
-- is done, or digests are switched off since.
create or replace function gracy.finish_culture_digest(
    p_team_space_id bigint,
    p_digest_id bigint,
    p_text_en text,
    p_text_ko text,
    p_written_by text,
    p_reason text)
returns bool language plpgsql as $$
declare
    v_week date;
begin
    update gracy.culture_digest digest
    set state = 'done', text_en = p_text_en, text_ko = p_text_ko, written_by = p_written_by, reason = p_reason,
        finished_at = now()
    where digest.team_space_id = p_team_space_id and digest.id = p_digest_id and digest.state = 'queued'
          and (select team_space.culture_digest from gracy.team_space where team_space.id = p_team_space_id)
    returning digest.week_start into v_week;
    if not found then
        return false;
    end if;
    perform gracy.notify_member(p_team_space_id, reader.member_id, 'culture.digest', p_text_en, p_text_ko, 'week',
                                v_week::text)
    from (select distinct held.member_id
          from gracy.role_grant held
          join gracy.member on member.team_space_id = p_team_space_id and member.id = held.member_id
                               and member.status = 'active'
          where held.team_space_id = p_team_space_id and held.scope_kind = 'team_space'
                and held.role in ('owner', 'admin', 'hr_reader')) as reader;
    return true;
end
$$;
