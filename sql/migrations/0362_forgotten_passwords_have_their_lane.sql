-- Workers take a kind of job from its own lane only, and this one has another: what waits moves there.
update gracy.job set lane = 'forgotten' where kind = 'accounts.forgot_password' and state in ('queued', 'running');
