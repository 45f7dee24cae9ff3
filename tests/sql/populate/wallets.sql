-- Everybody has a wallet, of which one in five stakes, and was asked for another.
insert into wallet (team_space_id, member_id, address, shares_balances)
select member.team_space_id, member.id, decode(lpad(to_hex(row_number() over (partition by member.team_space_id order by member.id) + 256), 40, '0'), 'hex'),
       member.id % 3 = 0
from member;
insert into wallet_challenge (team_space_id, member_id, nonce, address, message, expires_at)
select member.team_space_id, member.id, 'n' || n, decode(repeat('0' || n, 20), 'hex'), 'sign this', now() + interval '1 hour'
from member, generate_series(1, 5) as n;
