-- A page of a workspace's people, and where the next one begins ('': nowhere, it is done); false as well when somebody
-- else has read this page meanwhile. In the arrays '' is nothing, and 0 is no. Each is kept as an event would have it.
create or replace function gracy.store_slack_people(
    p_team_space_id bigint,
    p_team_id text,
    p_cursor text,
    p_next_cursor text,
    p_wait_seconds float8,
    p_user_ids text[],
    p_names text[],
    p_emails text[],
    p_confirmed int[],
    p_bots int[],
    p_guests int[],
    p_deleted int[],
    p_zones text[],
    p_changed bigint[]) returns bool
    language plpgsql as $$
begin
    update gracy.slack_sync sync
    set next_cursor = p_next_cursor, people = sync.people + cardinality(p_user_ids), error = null,
        due_at = now() + p_wait_seconds * interval '1 second',
        state = case when p_next_cursor = '' then 'done' else 'open' end,
        ended_at = case when p_next_cursor = '' then now() end
    where sync.team_space_id = p_team_space_id and sync.team_id = p_team_id and sync.state = 'open' and sync.next_cursor = p_cursor;
    if not found then
        return false;
    end if;
    perform gracy.hold_slack_members(
        p_team_space_id, array_fill(p_team_id, array[cardinality(p_user_ids)]), p_user_ids,
        array(select case when said.confirmed <> 0 and said.bot = 0 and said.guest = 0 and said.deleted = 0
                          then nullif(said.email, '') end
              from unnest(p_emails, p_confirmed, p_bots, p_guests, p_deleted) with ordinality
                       as said(email, confirmed, bot, guest, deleted, place)
              order by said.place));
    for i in 1 .. cardinality(p_user_ids) loop
        perform gracy.put_slack_person(p_team_id, null, p_user_ids[i], p_bots[i] <> 0, p_guests[i] <> 0, p_deleted[i] <> 0,
                                       nullif(p_zones[i], ''), nullif(p_emails[i], ''), p_confirmed[i] <> 0,
                                       to_timestamp(p_changed[i]), nullif(p_names[i], ''));
    end loop;
    return p_next_cursor = '';
end
$$;
