"""The demo's chain: JSON-RPC client and server, the contracts' calls and events, a recorded and a scripted chain."""
