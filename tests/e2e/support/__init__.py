"""What the end-to-end tests stand on: private servers, clients that misbehave on purpose, and readers of logs and metrics."""
