-- Whether a worker has said lately that it mails links by which passwords are set.
create or replace function gracy.mails_password_links() returns bool
    language plpgsql stable as $$
begin
    return exists (select from gracy.delivery_lane lane
                   where lane.channel = 'password_link' and lane.reported_at > now() - interval '5 minutes');
end
$$;
