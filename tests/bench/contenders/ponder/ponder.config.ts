import { createConfig } from "ponder";
import { parseAbi } from "viem";

const { BENCH_RPC_URL, BENCH_CHAIN_ID, BENCH_CONTRACT, BENCH_LAST_BLOCK, BENCH_DATABASE_URL } = process.env;

export default createConfig({
  ordering: "multichain",
  database: { kind: "postgres", connectionString: BENCH_DATABASE_URL },
  chains: { bench: { id: Number(BENCH_CHAIN_ID), rpc: BENCH_RPC_URL } },
  contracts: {
    SeasonStaking: {
      chain: "bench",
      abi: parseAbi([
        "event Staked(address indexed account, uint256 indexed seasonId, uint64 seq, uint256 amount, uint256 balance, uint256 totalStaked)",
        "event Withdrawn(address indexed account, uint256 indexed seasonId, uint64 seq, uint256 amount, uint256 balance, uint256 totalStaked)",
        "event RewardClaimed(address indexed account, uint256 indexed seasonId, uint64 seq, uint256 amount)",
      ]),
      address: BENCH_CONTRACT as `0x${string}`,
      startBlock: 1,
      endBlock: Number(BENCH_LAST_BLOCK),
    },
  },
});
