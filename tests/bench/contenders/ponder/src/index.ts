import { ponder } from "ponder:registry";
import { stakingEvent } from "ponder:schema";

for (const [name, kind] of [["Staked", "stake"], ["Withdrawn", "withdraw"], ["RewardClaimed", "claim"]] as const) {
  ponder.on(`SeasonStaking:${name}`, async ({ event, context }) => {
    await context.db.insert(stakingEvent).values({
      id: event.id, blockNumber: event.block.number, txHash: event.transaction.hash, logIndex: event.log.logIndex, kind,
      account: event.args.account, amount: event.args.amount,
    });
  });
}
