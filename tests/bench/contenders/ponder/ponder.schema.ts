import { onchainTable } from "ponder";

export const stakingEvent = onchainTable("staking_event", (t) => ({
  id: t.text().primaryKey(),
  blockNumber: t.bigint().notNull(),
  txHash: t.hex().notNull(),
  logIndex: t.integer().notNull(),
  kind: t.text().notNull(),
  account: t.hex().notNull(),
  amount: t.bigint().notNull(),
}));
