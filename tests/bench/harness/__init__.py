"""Measures Gracy against what would otherwise do its work, in one run on one machine."""
