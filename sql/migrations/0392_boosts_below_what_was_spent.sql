-- A boost may be set below what was spent of it: a refusal would tell how much somebody has given, anonymous gifts too. Then
-- nothing is left; that nobody spends more than there is, is kept where it is spent (gracy.lock_allowance).
alter table gracy.allowance_period drop constraint allowance_never_overspent;
