-- Wallets that are contracts and have not been answered for.
--
-- kind: read
-- process: worker
-- plan: wallet_verification_open|wallet_verification_by_end
-- column: waiting bigint
select count(*) from wallet_verification asked where asked.state = 'verifying'
