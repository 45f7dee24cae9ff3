-- What a digest's calls have set aside is told by the digest, so that a run that is cut off in a call takes nothing of the
-- day's budget with it.
alter table gracy.culture_digest
    -- Set aside for the call that may be under way, and the day and the kind of task whose budget pays.
    add reserved bigint not null default 0 check (reserved >= 0),
    add paid_on date,
    add paid_as text,
    add check (reserved = 0 or paid_on is not null),
    add check ((paid_on is null) = (paid_as is null));

-- A call whose digest goes meanwhile may have been made all the same: it counts as spent.
create function gracy.book_gone_digests() returns trigger
    language plpgsql as $$
declare
    v_digest record;
begin
    for v_digest in
        select gone.team_space_id, gone.paid_as, gone.paid_on, gone.reserved from gone where gone.paid_on is not null
    loop
        perform gracy.book_kind_cost(v_digest.team_space_id, v_digest.paid_as, v_digest.paid_on, v_digest.reserved,
                                     v_digest.reserved);
    end loop;
    return null;
end
$$;
create trigger culture_digest_gone after delete on gracy.culture_digest referencing old table as gone
    for each statement execute function gracy.book_gone_digests();
