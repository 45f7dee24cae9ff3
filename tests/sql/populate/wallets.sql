-- Everybody has a wallet, of which one in five stakes, was asked for another, and has one whose contract is asked.
insert into wallet (team_space_id, member_id, address, shares_balances)
select member.team_space_id, member.id, decode(lpad(to_hex(row_number() over (partition by member.team_space_id order by member.id) + 256), 40, '0'), 'hex'),
       member.id % 3 = 0
from member;
insert into wallet_challenge (team_space_id, member_id, nonce, address, message, expires_at)
select member.team_space_id, member.id, 'n' || n, decode(repeat('0' || n, 20), 'hex'), 'sign this', now() + interval '1 hour'
from member, generate_series(1, 5) as n;
insert into wallet_verification (team_space_id, member_id, address, chain_id, message_hash, signature, state, reason, available_at)
select member.team_space_id, member.id, decode(repeat('c0', 20), 'hex'), 31337, sha256('sign this'), '\x01',
       case when member.id % 10 = 0 then 'verifying' else 'refused' end, case when member.id % 10 <> 0 then 'not_signed' end, now() - interval '1 minute'
from member;
analyze wallet_verification;
