"""Tests. They mirror the tree: unit, rpc, workflows, e2e; support holds what they share."""
