-- What is one's own (a profile with its birthday, notices) has scopes of its own from now on. A token that was given all that
-- every member may do was meant to do this too.
update gracy.api_token token
set scopes = token.scopes || array['profile:read', 'profile:write']
where token.revoked_at is null and not token.scopes && array['*', 'profile:read', 'profile:write']
      and token.scopes @> array['people:read', 'kudos:read', 'kudos:write', 'check_ins:write', 'surveys:read', 'coffee:write',
                                'celebrations:read', 'announcements:read', 'policies:read', 'tokens:write', 'staking:read'];
