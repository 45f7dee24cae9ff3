// What no local node makes, built with EthereumJS's own RLP, trie and Keccak: roots of long lists, a header of Amsterdam,
// a block with a blob transaction. `NODE_PATH=DIR/node_modules node record_hand_built.cjs`, with @ethereumjs/trie 6.2.1.
const fs = require("fs");
const path = require("path");
const { RLP } = require("@ethereumjs/rlp");
const { Trie } = require("@ethereumjs/trie");
const { keccak256 } = require("ethereum-cryptography/keccak");

const hex = (bytes) => "0x" + Buffer.from(bytes).toString("hex");
const bytes = (text) => Buffer.from(text.slice(2).padStart(text.length - 2 + (text.length % 2), "0"), "hex");
const number = (text) => (text === "0x0" ? Buffer.alloc(0) : bytes(text));

async function root(items) {
  const trie = new Trie();
  for (const [index, item] of items.entries()) await trie.put(RLP.encode(index), item);
  return hex(trie.root());
}

const quantities = new Set(["difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas", "blobGasUsed", "excessBlobGas", "slotNumber"]);
const order = ["parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom", "difficulty", "number", "gasLimit",
  "gasUsed", "timestamp", "extraData", "mixHash", "nonce", "baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot",
  "requestsHash", "blockAccessListHash", "slotNumber"];
const hashed = (block) => ({ ...block, hash: hex(keccak256(RLP.encode(order.map((name) => (quantities.has(name) ? number : bytes)(block[name]))))) });

async function main() {
  const lists = [];
  for (const count of [1, 2, 16, 17, 127, 128, 129, 130, 255, 256, 257, 300]) {
    const items = Array.from({ length: count }, (_, i) => Buffer.from(`item ${i} `.repeat(i % 7 + 1)));
    lists.push({ count, root: await root(items) });
  }
  const { block } = JSON.parse(fs.readFileSync(path.join(__dirname, "anvil_prague.json"))).blocks[0];
  const amsterdam = { ...block, number: "0x1800000", blockAccessListHash: "0x" + "ba".repeat(32), slotNumber: "0xe4e1c0" };

  const word = (digit) => "0x" + digit.repeat(64);
  const blob = { type: "0x3", chainId: "0x1", nonce: "0x0", maxPriorityFeePerGas: "0x1", maxFeePerGas: "0x77359400", gas: "0x5208", to: "0x" + "11".repeat(20),
    value: "0x0", input: "0x", accessList: [], maxFeePerBlobGas: "0x3b9aca00", blobVersionedHashes: ["0x01" + "22".repeat(31), "0x01" + "33".repeat(31)],
    yParity: "0x0", v: "0x0", r: word("4"), s: word("5") };
  const encoded = Buffer.concat([Buffer.from([3]), RLP.encode([
    number(blob.chainId), number(blob.nonce), number(blob.maxPriorityFeePerGas), number(blob.maxFeePerGas), number(blob.gas), bytes(blob.to),
    number(blob.value), bytes(blob.input), [], number(blob.maxFeePerBlobGas), blob.blobVersionedHashes.map(bytes), number(blob.yParity), bytes(blob.r), bytes(blob.s)])]);
  const withBlob = hashed({ ...amsterdam, transactionsRoot: await root([encoded]), transactions: [{ ...blob, hash: hex(keccak256(encoded)) }] });

  fs.writeFileSync(path.join(__dirname, "hand_built.json"), JSON.stringify({ lists, amsterdam: hashed(amsterdam), blob: withBlob }) + "\n");
}
main();
