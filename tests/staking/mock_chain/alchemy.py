"""What Alchemy's webhook says of a block: the payload of a GRAPHQL notification whose query selects the block's hash, its time and
one contract's logs (https://www.alchemy.com/docs/reference/custom-webhook)."""

import time

from .transactions import logs_json


def notification(block, contract) -> dict:
    """Of one block; with no logs, the receipt that the query was run."""
    address = "0x" + contract.address.hex()
    return {
        "webhookId": "wh_mockchain", "id": f"whevt_{block.hash.hex()[:24]}", "createdAt": time.strftime("%Y-%m-%dT%H:%M:%S.000000000Z", time.gmtime()), "type": "GRAPHQL",
        "event": {
            "data": {"block": {
                "hash": "0x" + block.hash.hex(), "number": block.number, "timestamp": block.timestamp,
                "logs": [
                    {
                        "index": int(log["logIndex"], 16), "account": {"address": log["address"]}, "topics": log["topics"], "data": log["data"],
                        "transaction": {"hash": log["transactionHash"], "index": int(log["transactionIndex"], 16), "status": 1},
                    }
                    for logs in logs_json(block) for log in logs if log["address"] == address
                ],
            }},
            # Beyond 64 bits, as theirs are.
            "sequenceNumber": str(10**19 + block.number),
        },
    }
