// What verify.cpp does, with EthereumJS: its RLP, its trie, and the Keccak-256 of @noble/hashes.
import { readFileSync } from "node:fs";
import { createMPT, verifyMerkleProof } from "@ethereumjs/mpt";
import { RLP } from "@ethereumjs/rlp";
import { keccak_256 } from "@noble/hashes/sha3.js";

// Prague's, in the order of the hash.
const FIELDS = [
  "parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty", "number", "gasLimit",
  "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas",
  "parentBeaconBlockRoot", "requestsHash",
];
const NUMBERS = new Set(["difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas", "blobGasUsed", "excessBlobGas"]);

const bytes = (text) => Uint8Array.from(Buffer.from(text.slice(2), "hex"));
const hex = (data) => "0x" + Buffer.from(data).toString("hex");

function agree(found, expected, what) {
  if (found !== expected) throw new Error(`${what}: ${found} is not ${expected}`);
}

/** 2,048 bits, three for each address and topic (the yellow paper's 4.3.1). */
function bloomOf(logs) {
  const bloom = new Uint8Array(256);
  for (const item of logs.flatMap(([address, topics]) => [address, ...topics])) {
    const digest = keccak_256(item);
    for (const at of [0, 2, 4]) {
      const bit = ((digest[at] << 8) | digest[at + 1]) & 2047;
      bloom[255 - (bit >> 3)] |= 1 << (bit & 7);
    }
  }
  return bloom;
}

class Folder {
  constructor(path) {
    const read = (name) => readFileSync(`${path}/${name}.json`, "utf8");
    [this.block, this.receiptsText, this.proofText] = ["block", "receipts", "proof"].map(read);
    const subject = JSON.parse(read("subject"));
    this.contract = bytes(subject.contract);
    this.slot = bytes(subject.slot);
    this.stateRoot = bytes(this.header().stateRoot);
  }

  header() {
    const block = JSON.parse(this.block);
    const fields = FIELDS.map((name) => (NUMBERS.has(name) ? BigInt(block[name]) : bytes(block[name])));
    agree(hex(keccak_256(RLP.encode(fields))), block.hash, "hash");
    return block;
  }

  async receipts() {
    const header = this.header();
    const trie = await createMPT();
    let count = 0;
    for (const [index, receipt] of JSON.parse(this.receiptsText).entries()) {
      const logs = receipt.logs.map((log) => [bytes(log.address), log.topics.map(bytes), bytes(log.data)]);
      count += logs.length;
      const encoded = RLP.encode([BigInt(receipt.status), BigInt(receipt.cumulativeGasUsed), bloomOf(logs), logs]);
      const kind = Number(receipt.type);
      await trie.put(RLP.encode(index), kind ? Uint8Array.from([kind, ...encoded]) : encoded);
    }
    agree(hex(trie.root()), header.receiptsRoot, "receiptsRoot");
    return String(count);
  }

  async proof() {
    const answer = JSON.parse(this.proofText);
    const known = { useKeyHashing: true };
    const account = await verifyMerkleProof(this.contract, answer.accountProof.map(bytes), { ...known, root: this.stateRoot });
    const [, , storageRoot] = RLP.decode(account);
    const word = await verifyMerkleProof(this.slot, answer.storageProof[0].proof.map(bytes), { ...known, root: storageRoot });
    return "0x" + Buffer.from(word ? RLP.decode(word) : []).toString("hex").padStart(64, "0");
  }
}

async function measure(verify, length) {
  const found = await verify();
  const times = [];
  const began = performance.now();
  let before = began;
  while (before - began < 1000 * length) {
    await verify();
    const after = performance.now();
    times.push(after - before);
    before = after;
  }
  times.sort((first, second) => first - second);
  const at = (share) => times[Math.floor(times.length * share)];
  console.log(JSON.stringify({ rounds: times.length, seconds: (before - began) / 1000, p50_ms: at(0.5), p99_ms: at(0.99), found }));
}

const [what, path, seconds] = process.argv.slice(2);
const folder = new Folder(path);
await measure(() => (what === "proof" ? folder.proof() : folder.receipts()), Number(seconds));
