"""A chain without an EVM whose every hash is real, and providers that serve it, honestly or not. See README.md."""
