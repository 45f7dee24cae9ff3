-- The network that a client's address is of, as the limits of login attempts tell clients apart: an IPv4 /24, an IPv6 /64.
create or replace function gracy.login_network(p_ip text) returns text
    language plpgsql immutable parallel safe as $$
declare
    v_ip inet;
begin
    -- Behind a socket for both, IPv4 comes mapped.
    v_ip := regexp_replace(p_ip, '^::ffff:(\d+\.)', '\1', 'i');
    return network(set_masklen(v_ip, case family(v_ip) when 4 then 24 else 64 end))::text;
exception
    -- That of a socket in the file system, say.
    when invalid_text_representation then
        return p_ip;
end
$$;
